<#
.SYNOPSIS
    Set the lab up on Windows.
.DESCRIPTION
    More text.
#>
param()
