# cmake -DINPUT=FILE -DOUTPUT=HEADER -DNAME=IDENTIFIER -P embed.cmake: a file's bytes as a C++ array.
file(READ ${INPUT} bytes HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
string(REGEX REPLACE "((0x..,){20})" "\\1\n    " bytes "${bytes}")
file(WRITE ${OUTPUT} "#pragma once\n\n// From ${INPUT}.\nnamespace kiosk\n{\n
inline constexpr unsigned char ${NAME}[] = {\n    ${bytes}};\n\n} // namespace kiosk\n")
