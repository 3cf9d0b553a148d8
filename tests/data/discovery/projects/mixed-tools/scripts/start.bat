@echo off
rem Start the lab on Windows.
labtool.exe
