# Turns a text file of ASCII into a C string constant, named after the file:
# cmake -DINPUT=schema.sql -DOUTPUT=schema_sql.c -P embed.cmake
file(READ ${INPUT} bytes HEX)
string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
get_filename_component(name ${INPUT} NAME)
string(MAKE_C_IDENTIFIER ${name} name)
file(WRITE ${OUTPUT}
  "extern const char ${name}[];\nconst char ${name}[] = {${bytes}0};\n")
