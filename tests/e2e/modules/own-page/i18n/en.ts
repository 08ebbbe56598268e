<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh">
<context>
    <name>Compare</name>
    <message>
        <source>和户口簿对照</source>
        <translation>Compare with your register</translation>
    </message>
    <message>
        <source>用途：%1</source>
        <translation>Purpose: %1</translation>
    </message>
    <message>
        <source>选好了，下一步</source>
        <translation>Done, next</translation>
    </message>
    <message>
        <source>户号 %1</source>
        <translation>Household %1</translation>
    </message>
    <message>
        <source>正在查询</source>
        <translation>Asking</translation>
    </message>
    <message>
        <source>一致</source>
        <translation>The same</translation>
    </message>
    <message>
        <source>不一致</source>
        <translation>Different</translation>
    </message>
</context>
</TS>
