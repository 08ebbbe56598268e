# Debian packages of the tree: bianmin-core, -drivers, -modules, -training, -demo. deploy/package makes them. What they need is what
# deploy/packages says and what the programs are linked to (dpkg-shlibdeps), and nothing else.

# The names of these sections of deploy/packages, as a Depends line takes them.
function(kiosk_depends result)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/deploy/packages)
    set(names "")
    foreach(section IN LISTS ARGN)
        file(STRINGS ${CMAKE_SOURCE_DIR}/deploy/packages lines REGEX "^${section} ")
        list(TRANSFORM lines REPLACE "^${section} +([^ ]+).*" "\\1")
        list(APPEND names ${lines})
    endforeach()
    list(JOIN names ", " names)
    set(${result} "${names}" PARENT_SCOPE)
endfunction()

set(deploy ${CMAKE_SOURCE_DIR}/deploy)
install(FILES ${deploy}/systemd/kiosk.target ${deploy}/systemd/kiosk-serviced.service
        ${deploy}/systemd/kiosk-deviced.service ${deploy}/systemd/kiosk-shell.service
    DESTINATION lib/systemd/system COMPONENT core)
# With the emulators: a terminal is never stopped for a training that then has none.
install(FILES ${deploy}/systemd/kiosk-training.service ${deploy}/systemd/kiosk-training.path
    DESTINATION lib/systemd/system COMPONENT training)
install(FILES ${deploy}/systemd/sysusers.conf DESTINATION lib/sysusers.d RENAME bianmin.conf COMPONENT core)
install(FILES ${deploy}/systemd/tmpfiles.conf DESTINATION lib/tmpfiles.d RENAME bianmin.conf COMPONENT core)
install(FILES ${deploy}/dbus/org.bianmin.conf DESTINATION share/dbus-1/system.d COMPONENT core)
install(FILES ${deploy}/usbguard/rules.conf.example DESTINATION share/doc/bianmin-core/examples/usbguard COMPONENT core)
install(FILES ${CMAKE_SOURCE_DIR}/kiosk/docs/deploy-a-terminal.md DESTINATION share/doc/bianmin-core COMPONENT core)
install(FILES ${CMAKE_SOURCE_DIR}/kiosk/docs/training.md DESTINATION share/doc/bianmin-training COMPONENT training)
install(FILES ${CMAKE_SOURCE_DIR}/devices.yaml DESTINATION share/doc/bianmin-demo/examples COMPONENT demo)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME bianmin)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "The Bianmin authors <bianmin@example.org>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PACKAGE_DIRECTORY ${CMAKE_BINARY_DIR}/packages)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL core drivers modules training demo)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

set(CPACK_COMPONENT_CORE_DESCRIPTION "self-service terminal: screen, devices, journal
The daemons of a terminal that does government services, its command line
kioskctl, their systemd units, users, D-Bus policy and udev rules.")
set(CPACK_COMPONENT_DRIVERS_DESCRIPTION "self-service terminal: drivers of its devices
One library for each kind of device: ID card readers, printers.")
set(CPACK_COMPONENT_MODULES_DESCRIPTION "self-service terminal: services for citizens
The service modules of the tree, packed.")
set(CPACK_COMPONENT_TRAINING_DESCRIPTION "self-service terminal: training of staff
Emulators of the devices, a simulator of the department's platform, exercises,
and the unit that changes a terminal into one for training and back.")
set(CPACK_COMPONENT_DEMO_DESCRIPTION "self-service terminal: demonstration and development
Scripted citizens, a panel that plays cards and paper, scaffolds of drivers and
modules. Not for a terminal that citizens use.")
configure_file(${deploy}/packaging/changelog.in ${CMAKE_BINARY_DIR}/packaging/changelog @ONLY)
execute_process(COMMAND gzip --best --no-name --force --keep ${CMAKE_BINARY_DIR}/packaging/changelog COMMAND_ERROR_IS_FATAL ANY)
set(own "(= ${PROJECT_VERSION})")
foreach(component IN LISTS CPACK_COMPONENTS_ALL)
    string(TOUPPER ${component} name)
    set(CPACK_DEBIAN_${name}_PACKAGE_NAME bianmin-${component})
    install(FILES ${deploy}/packaging/copyright ${CMAKE_BINARY_DIR}/packaging/changelog.gz
        DESTINATION share/doc/bianmin-${component} COMPONENT ${component})
endforeach()
kiosk_depends(CPACK_DEBIAN_CORE_PACKAGE_DEPENDS run terminal)
set(CPACK_DEBIAN_CORE_PACKAGE_RECOMMENDS "bianmin-drivers, bianmin-modules")
set(CPACK_DEBIAN_CORE_PACKAGE_SUGGESTS "usbguard")
set(CPACK_DEBIAN_CORE_PACKAGE_CONTROL_EXTRA ${deploy}/packaging/postinst ${deploy}/packaging/prerm)
set(CPACK_DEBIAN_DRIVERS_PACKAGE_DEPENDS "bianmin-core ${own}")
set(CPACK_DEBIAN_DRIVERS_PACKAGE_RECOMMENDS "cups, libccid, pcscd")
set(CPACK_DEBIAN_MODULES_PACKAGE_DEPENDS "bianmin-core ${own}")
set(CPACK_DEBIAN_MODULES_PACKAGE_SHLIBDEPS OFF)
set(CPACK_DEBIAN_MODULES_PACKAGE_ARCHITECTURE all)
kiosk_depends(training training)
set(CPACK_DEBIAN_TRAINING_PACKAGE_DEPENDS
    "bianmin-core ${own}, bianmin-drivers ${own}, bianmin-modules ${own}, ${training}")
set(CPACK_DEBIAN_TRAINING_PACKAGE_CONTROL_EXTRA ${deploy}/packaging/training/prerm)
kiosk_depends(demo demo)
set(CPACK_DEBIAN_DEMO_PACKAGE_DEPENDS "bianmin-training ${own}, ${demo}")
include(CPack)
