# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# What is installed where, and how it becomes a package: cmake --install build/release, ./dev package.
include(GNUInstallDirs)

foreach(program IN ITEMS commandrunner commandrunner-host commandrunner-cli)
    if(TARGET ${program})
        install(TARGETS ${program} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
    endif()
endforeach()
# The window looks for it beside itself: ../share/commandrunner/demo.
install(DIRECTORY ${PROJECT_SOURCE_DIR}/resources/demo DESTINATION ${CMAKE_INSTALL_DATADIR}/commandrunner
    USE_SOURCE_PERMISSIONS PATTERN __pycache__ EXCLUDE)
if(UNIX AND NOT APPLE AND COMMANDRUNNER_DESKTOP)
    install(FILES ${CMAKE_CURRENT_LIST_DIR}/linux/org.commandrunner.CommandRunner.desktop
        DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
    install(FILES ${CMAKE_CURRENT_LIST_DIR}/linux/org.commandrunner.CommandRunner.metainfo.xml
        DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
    install(FILES ${PROJECT_SOURCE_DIR}/resources/icons/org.commandrunner.CommandRunner.svg
        DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
endif()

set(CPACK_PACKAGE_NAME commandrunner)
set(CPACK_PACKAGE_VENDOR "Command Runner contributors")
set(CPACK_PACKAGE_CONTACT "Command Runner contributors <maintainers@commandrunner.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "finds, runs and keeps the commands of a machine")
set(CPACK_PACKAGE_DESCRIPTION
"Lists the scripts, manage.py commands, npm scripts and make targets of your
projects, each with its help and a form for its arguments, runs them with clean
live output, and keeps what ran with everything it wrote.")
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSES/GPL-3.0-or-later.txt)
set(CPACK_STRIP_FILES ON)
set(CPACK_GENERATOR DEB)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Plugins, which no program names as a library.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libqt6sql6-sqlite, qt6-svg-plugins | libqt6svg6")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "python3")
include(CPack)
