# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# Defines the target commandrunner_ksyntaxhighlighting: the system's KF6 where there is one, else version 5.116.0 built
# once for this Qt and this compiler into the user's cache, linked statically with its definitions inside.

set(COMMANDRUNNER_KSYNTAX_TARBALL "$ENV{COMMANDRUNNER_KSYNTAX_TARBALL}" CACHE FILEPATH
    "KSyntaxHighlighting 5.116.0 as a tarball or an unpacked folder; empty: fetched when it is needed")

function(commandrunner_ksyntaxhighlighting_prefix result)
    if(DEFINED ENV{XDG_CACHE_HOME} AND NOT "$ENV{XDG_CACHE_HOME}" STREQUAL "")
        set(cache "$ENV{XDG_CACHE_HOME}")
    elseif(WIN32)
        set(cache "$ENV{LOCALAPPDATA}")
    else()
        set(cache "$ENV{HOME}/.cache")
    endif()
    file(TO_CMAKE_PATH "${cache}" cache)
    # Another recipe is another library; sanitizers and build types share one.
    file(SHA256 ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/build_ksyntaxhighlighting.cmake recipe)
    string(SUBSTRING ${recipe} 0 8 recipe)
    set(key "5.116.0-qt${Qt6_VERSION}-${CMAKE_CXX_COMPILER_ID}${CMAKE_CXX_COMPILER_VERSION}")
    set(key "${key}-${CMAKE_SYSTEM_NAME}-${CMAKE_SYSTEM_PROCESSOR}-${recipe}")
    set(${result} "${cache}/commandrunner/ksyntaxhighlighting/${key}" PARENT_SCOPE)
endfunction()

find_package(KF6SyntaxHighlighting CONFIG QUIET)
if(TARGET KF6::SyntaxHighlighting)
    set(commandrunner_ksyntax_library KF6::SyntaxHighlighting)
else()
    # The static library's package file does not look for Network, which it links.
    find_package(Qt6 6.4 REQUIRED COMPONENTS Network)
    commandrunner_ksyntaxhighlighting_prefix(commandrunner_ksyntax_prefix)
    if(NOT EXISTS "${commandrunner_ksyntax_prefix}/complete")
        execute_process(
            COMMAND ${CMAKE_COMMAND}
                "-DPREFIX=${commandrunner_ksyntax_prefix}"
                "-DTARBALL=${COMMANDRUNNER_KSYNTAX_TARBALL}"
                "-DCXX=${CMAKE_CXX_COMPILER}"
                "-DGENERATOR=${CMAKE_GENERATOR}"
                "-DQT_DIR=${Qt6_DIR}"
                -P "${CMAKE_CURRENT_LIST_DIR}/build_ksyntaxhighlighting.cmake"
            RESULT_VARIABLE commandrunner_ksyntax_failed)
        if(commandrunner_ksyntax_failed)
            message(FATAL_ERROR "KSyntaxHighlighting, which Command Runner needs, could not be built (see above). "
                "Install KF6 SyntaxHighlighting, or set COMMANDRUNNER_KSYNTAX_TARBALL to the tarball of version 5.116.0.")
        endif()
    endif()
    find_package(KF5SyntaxHighlighting 5.116 REQUIRED CONFIG
        PATHS "${commandrunner_ksyntax_prefix}" NO_DEFAULT_PATH)
    set(commandrunner_ksyntax_library KF5::SyntaxHighlighting)
endif()

# Tests in other folders link it through our libraries.
set_target_properties(${commandrunner_ksyntax_library} PROPERTIES IMPORTED_GLOBAL TRUE)
add_library(commandrunner_ksyntaxhighlighting INTERFACE)
target_link_libraries(commandrunner_ksyntaxhighlighting INTERFACE ${commandrunner_ksyntax_library})
