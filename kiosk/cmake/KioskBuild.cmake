# How every target of the project is built. A folder's CMakeLists.txt names its sources and nothing else.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_AUTOMOC ON)

# The build tree has the layout of the installed tree, so that programs find their data the same way in both.
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
set(KIOSK_DRIVER_DIR ${CMAKE_BINARY_DIR}/lib/kiosk/drivers)
set(KIOSK_SHARE_DIR ${CMAKE_BINARY_DIR}/share/kiosk)
set(KIOSK_TEST_DIR ${CMAKE_BINARY_DIR}/test-bin)

set(KIOSK_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize= takes them")
set(KIOSK_EXTRA "" CACHE PATH "A folder with drivers/ and modules/ of one's own, built along with the tree's")
option(KIOSK_FUZZ "Build the libFuzzer targets (needs clang++)" OFF)

add_compile_options(-Wall -Wextra -Werror -Wpedantic -Wshadow -Wnon-virtual-dtor)
add_compile_definitions(QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS QT_STRICT_ITERATORS)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_compile_options(-Wno-restrict) # g++ 12 sees overlaps in std::string that are none (GCC bug 105651)
endif()
if(CMAKE_UNITY_BUILD)
    # In a unit one file hides names of the others. The other presets look at each by itself.
    add_compile_options(-Wno-shadow)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        add_compile_options(-Wno-subobject-linkage) # each file is a header to g++
        set(KIOSK_TEST_HEADERS ON)
    endif()
endif()
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
if(KIOSK_SANITIZE)
    add_compile_options(-fsanitize=${KIOSK_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
    add_link_options(-fsanitize=${KIOSK_SANITIZE})
    add_compile_definitions(KIOSK_SANITIZED)
    if(KIOSK_SANITIZE STREQUAL "thread" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        add_compile_options(-Wno-tsan) # says that it does not see fences; the one ring that has some is between processes
    endif()
    if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
        add_compile_options(-fno-sanitize=function) # clang 14 cannot emit it for coroutine templates (LLVM bug 49689)
    endif()
    if(KIOSK_FUZZ)
        # The parsers are in the libraries: coverage must see them.
        add_compile_options(-fsanitize=fuzzer-no-link -O1 -gline-tables-only)
    endif()
else()
    add_compile_options(-fstack-protector-strong)
    add_link_options(-Wl,-z,relro,-z,now)
endif()

# Qt's generators write what they keep in hashes in an order that changes from run to run, unless the seed is set: the
# same source is to give the same program.
set_property(GLOBAL PROPERTY RULE_LAUNCH_CUSTOM "${CMAKE_COMMAND} -E env QT_HASH_SEED=0")

find_program(KIOSK_CCACHE ccache)
if(KIOSK_CCACHE)
    # Else it takes no file that begins with a precompiled header.
    set(CMAKE_CXX_COMPILER_LAUNCHER
        ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${KIOSK_CCACHE})
endif()

find_program(KIOSK_LLD ld.lld)
if(KIOSK_LLD AND NOT KIOSK_SANITIZE)
    add_link_options(-fuse-ld=lld) # three times as fast, and there are 140 programs
endif()

# AUTOMOC costs each target a second and a file, and most have no Q_OBJECT. To be called when all targets are there;
# whoever writes a target's first one runs cmake again.
function(kiosk_moc_where_needed folder)
    get_property(folders DIRECTORY ${folder} PROPERTY SUBDIRECTORIES)
    foreach(below IN LISTS folders)
        kiosk_moc_where_needed(${below})
    endforeach()
    get_property(targets DIRECTORY ${folder} PROPERTY BUILDSYSTEM_TARGETS)
    foreach(target IN LISTS targets)
        get_target_property(moc ${target} AUTOMOC)
        get_target_property(qml ${target} QT_QML_MODULE_URI)
        if(NOT moc OR qml)
            continue()
        endif()
        get_target_property(sources ${target} SOURCES)
        get_target_property(home ${target} SOURCE_DIR)
        set(needed OFF)
        foreach(source IN LISTS sources)
            cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY ${home})
            cmake_path(REPLACE_EXTENSION source LAST_ONLY .h OUTPUT_VARIABLE header)
            foreach(file IN ITEMS ${source} ${header})
                if(EXISTS ${file})
                    file(STRINGS ${file} found REGEX "Q_(OBJECT|GADGET|NAMESPACE)" LIMIT_COUNT 1)
                    if(found)
                        set(needed ON)
                    endif()
                endif()
            endforeach()
        endforeach()
        set_target_properties(${target} PROPERTIES AUTOMOC ${needed})
    endforeach()
endfunction()

# Every sub-folder with a CMakeLists.txt; a folder of modules/ needs none (see kiosk_add_module).
function(kiosk_add_folders parent)
    file(GLOB folders CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${parent}/*)
    if(KIOSK_EXTRA)
        file(GLOB extra CONFIGURE_DEPENDS ${KIOSK_EXTRA}/${parent}/*)
        list(APPEND folders ${extra})
    endif()
    foreach(folder IN LISTS folders)
        if(EXISTS ${folder}/CMakeLists.txt)
            cmake_path(GET folder FILENAME name)
            add_subdirectory(${folder} ${CMAKE_BINARY_DIR}/${parent}/${name})
        elseif(EXISTS ${folder}/module.yaml)
            kiosk_add_module(${folder})
        endif()
    endforeach()
endfunction()

# The Debian package (deploy/packaging) that what is made in this folder goes into.
function(kiosk_component result folder)
    cmake_path(RELATIVE_PATH folder BASE_DIRECTORY ${CMAKE_SOURCE_DIR})
    if(folder MATCHES "^deploy/(platform|terminals)|^kiosk/trainer|/emulator$")
        set(${result} training PARENT_SCOPE)
    elseif(folder MATCHES "^deploy/(citizen|panel)|/scaffolds$")
        set(${result} demo PARENT_SCOPE)
    elseif(folder MATCHES "^(drivers|modules)/")
        set(${result} ${CMAKE_MATCH_1} PARENT_SCOPE)
    else()
        set(${result} core PARENT_SCOPE)
    endif()
endfunction()

# kiosk_add_driver(NAME sources…): one shared library beside its driver.yaml.
function(kiosk_add_driver name)
    add_library(driver-${name} MODULE ${ARGN})
    target_link_libraries(driver-${name} PRIVATE kiosk-hal)
    target_include_directories(driver-${name} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
    set_target_properties(driver-${name} PROPERTIES
        PREFIX "" OUTPUT_NAME ${name} LIBRARY_OUTPUT_DIRECTORY ${KIOSK_DRIVER_DIR})
    kiosk_data(drivers/${name} driver driver.yaml)
endfunction()

# Copies files into share/kiosk/FOLDER of the build tree and installs them there.
function(kiosk_share folder)
    kiosk_component(component ${CMAKE_CURRENT_SOURCE_DIR})
    foreach(file IN LISTS ARGN)
        cmake_path(GET file FILENAME name)
        configure_file(${file} ${KIOSK_SHARE_DIR}/${folder}/${name} COPYONLY)
        if(name MATCHES "[.]") # a script has a plain name
            set(kind FILES)
        else()
            set(kind PROGRAMS)
        endif()
        install(${kind} ${file} DESTINATION share/kiosk/${folder} COMPONENT ${component})
    endforeach()
endfunction()

# kiosk_data(FOLDER SCHEMA FILES…): the same for data, which a wrong line of makes the build fail: each file is read and
# checked against SCHEMA.schema.yaml as the programs do at start.
function(kiosk_data folder schema)
    kiosk_share(${folder} ${ARGN})
    string(MAKE_C_IDENTIFIER "data-${folder}-${schema}" target)
    set(files "")
    foreach(file IN LISTS ARGN)
        cmake_path(ABSOLUTE_PATH file) # in REPLACE, ^ holds again after each match
        list(APPEND files ${file})
    endforeach()
    set(stamp ${CMAKE_CURRENT_BINARY_DIR}/${target}.stamp)
    add_custom_command(OUTPUT ${stamp}
        COMMAND kioskctl validate --schema ${schema} ${files}
        COMMAND ${CMAKE_COMMAND} -E touch ${stamp}
        DEPENDS ${files} kioskctl ${KIOSK_SHARE_DIR}/schemas/${schema}.schema.yaml
        COMMENT "Checking data against ${schema}.schema.yaml" VERBATIM)
    add_custom_target(${target} ALL DEPENDS ${stamp})
endfunction()

# A test that runs a whole terminal, on one of two screens: so many at once leave two cores with something to spare.
function(kiosk_whole_terminal test)
    string(MD5 digits ${test})
    string(SUBSTRING ${digits} 0 1 digit)
    math(EXPR screen "0x${digit} % 2")
    set_tests_properties(${test} PROPERTIES RESOURCE_LOCK screen-${screen})
endfunction()

# A service module: packed into one .rcc by the tool that packs it for terminals too. Its manifest is checked
# while it is packed, so that a wrong one fails the build. tests/scenario.yaml is played by a scripted citizen.
function(kiosk_add_module folder)
    cmake_path(GET folder FILENAME name)
    file(GLOB_RECURSE inputs CONFIGURE_DEPENDS ${folder}/*)
    set(package ${KIOSK_SHARE_DIR}/modules/${name}.rcc)
    add_custom_command(OUTPUT ${package}
        COMMAND kioskctl pack ${folder} --output ${package}
        DEPENDS ${inputs} kioskctl
        COMMENT "Packing module ${name}" VERBATIM)
    add_custom_target(module-${name} ALL DEPENDS ${package})
    install(FILES ${package} DESTINATION share/kiosk/modules COMPONENT modules)
    if(EXISTS ${folder}/tests/CMakeLists.txt)
        add_subdirectory(${folder}/tests ${CMAKE_BINARY_DIR}/modules/${name}/tests)
    endif()
    if(EXISTS ${folder}/tests/scenario.yaml)
        add_test(NAME e2e-${name}
            COMMAND kiosk-citizen --scenario ${folder}/tests/scenario.yaml --config ${CMAKE_SOURCE_DIR}/devices.yaml
                --out ${CMAKE_BINARY_DIR}/e2e/${name})
        set_tests_properties(e2e-${name} PROPERTIES LABELS e2e TIMEOUT 240)
        kiosk_whole_terminal(e2e-${name})
    endif()
endfunction()

# kiosk_add_test(NAME SOURCES … [LIBS …] [LABELS …] [TIMEOUT seconds]): a Catch2 program, one ctest entry.
function(kiosk_add_test name)
    cmake_parse_arguments(arg "" "TIMEOUT" "SOURCES;LIBS;LABELS" ${ARGN})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 60)
    endif()
    if(KIOSK_SANITIZE)
        math(EXPR arg_TIMEOUT "${arg_TIMEOUT} * 5")
    endif()
    add_executable(test-${name} ${arg_SOURCES})
    target_link_libraries(test-${name} PRIVATE ${arg_LIBS} kiosk-test-main)
    target_include_directories(test-${name} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR} ${CMAKE_SOURCE_DIR})
    # Each file of a test has its own Fixture; and what runs once is not worth optimising.
    set_target_properties(test-${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${KIOSK_TEST_DIR} UNITY_BUILD OFF)
    target_compile_options(test-${name} PRIVATE -O0)
    if(KIOSK_TEST_HEADERS)
        cmake_language(EVAL CODE # at the end, for qml/ comes before kiosk/core/tests
            "cmake_language(DEFER DIRECTORY ${CMAKE_SOURCE_DIR}
                CALL target_precompile_headers test-${name} REUSE_FROM test-headers)")
        target_compile_options(test-${name} PRIVATE -fpch-preprocess -pthread) # as the headers were compiled
        foreach(source IN LISTS arg_SOURCES)
            file(STRINGS ${source} runner REGEX "CATCH_CONFIG_RUNNER" LIMIT_COUNT 1)
            if(runner) # takes more of Catch
                set_source_files_properties(${source} PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
            endif()
        endforeach()
    endif()
    add_test(NAME ${name} COMMAND test-${name})
    set_tests_properties(${name} PROPERTIES LABELS "${arg_LABELS}" TIMEOUT ${arg_TIMEOUT}
        ENVIRONMENT "KIOSK_PREFIX=${CMAKE_BINARY_DIR};KIOSK_SOURCE=${CMAKE_SOURCE_DIR};QT_QPA_PLATFORM=offscreen")
endfunction()

# kiosk_test_sees_emulated_usb(NAME): where UMOCKDEV_DIR says so, this test and its programs see an emulator's USB
# devices in place of the machine's.
function(kiosk_test_sees_emulated_usb name)
    set(environment "LD_PRELOAD=libumockdev-preload.so.0")
    if(KIOSK_SANITIZE)
        list(APPEND environment "ASAN_OPTIONS=verify_asan_link_order=0")
    endif()
    set_property(TEST ${name} APPEND PROPERTY ENVIRONMENT ${environment})
endfunction()

# kiosk_add_fuzz(NAME SOURCE LIBS…): a libFuzzer target under the fuzz preset, run for a minute there; elsewhere the
# same entry point is run over a fixed number of generated inputs as a short test. What fuzzing has found once is kept
# in corpus/NAME beside the source and replayed by both.
function(kiosk_add_fuzz name source)
    add_executable(fuzz-${name} ${source})
    target_link_libraries(fuzz-${name} PRIVATE ${ARGN} kiosk-fuzz-main)
    target_include_directories(fuzz-${name} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR} ${CMAKE_SOURCE_DIR})
    set_target_properties(fuzz-${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${KIOSK_TEST_DIR})
    set(corpus ${CMAKE_CURRENT_SOURCE_DIR}/corpus/${name})
    if(NOT EXISTS ${corpus})
        set(corpus "")
    endif()
    if(KIOSK_FUZZ)
        target_link_options(fuzz-${name} PRIVATE -fsanitize=fuzzer)
        set(grown ${CMAKE_BINARY_DIR}/fuzz/${name})
        file(MAKE_DIRECTORY ${grown})
        add_test(NAME fuzz-${name} COMMAND fuzz-${name} -max_total_time=60 -timeout=10 -rss_limit_mb=2048
            -print_final_stats=1 -artifact_prefix=${grown}- ${grown} ${corpus})
    else()
        add_test(NAME fuzz-${name} COMMAND fuzz-${name} ${corpus})
    endif()
    set_tests_properties(fuzz-${name} PROPERTIES LABELS fuzz TIMEOUT 120
        ENVIRONMENT "KIOSK_PREFIX=${CMAKE_BINARY_DIR};KIOSK_SOURCE=${CMAKE_SOURCE_DIR};QT_QPA_PLATFORM=offscreen")
endfunction()

# kiosk_add_adaptor(SOURCES Contract header Class): the adaptor of kiosk/ipc/org.bianmin.Contract.xml for a class.
macro(kiosk_add_adaptor sources contract header class)
    string(TOLOWER ${contract} adaptor_base)
    string(REGEX REPLACE "1$" "" adaptor_base ${adaptor_base})
    qt_add_dbus_adaptor(${sources} ${CMAKE_SOURCE_DIR}/kiosk/ipc/org.bianmin.${contract}.xml
        ${header} ${class} ${adaptor_base}_adaptor)
endmacro()
