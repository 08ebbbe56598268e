import QtQuick

// The keys of each layout, row by row: [{text, units}] for what is typed, [{act, units}] for what is done.
QtObject {
    required property string mode
    required property bool capitals
    required property bool landscape
    required property bool withLanguage
    // The last key of the pad beside the nought: "X", "." or none
    property string padExtra

    readonly property bool letters: mode === "pinyin" || mode === "latin"
    readonly property list<string> symbols: ["1234567890", "，。、：；（）-/", "？！“”·@+"]
    readonly property var lines: {
        if (!letters)
            return symbols;
        const lower = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
        return capitals ? lower.map(line => line.toUpperCase()) : lower;
    }
    // In the middle of the pinyin layout syllables are parted, in the others capitals are switched.
    readonly property string aside: mode === "pinyin" ? "part" : (mode === "latin" ? "shift" : "")
    readonly property var rows: {
        if (mode === "pad")
            return padRows;
        return landscape ? wideRows : uprightRows;
    }
    readonly property var padRows: [keys("123"), keys("456"), keys("789"), [padExtra.length > 0 ? ({
                    "text": padExtra,
                    "units": 1
                }) : key("", 1), ({
                    "text": "0",
                    "units": 1
                }), key("back", 1)]]
    readonly property var uprightRows: [keys(lines[0]), keys(lines[1]), when(aside, 1.5).concat(keys(lines[2]), when("back", 1.5)), when(letters ? "symbols" : "letters", 2).concat(when(language, 2), when("space", language ? 3.5 : 5.5), when("done", 2.5))]
    readonly property var wideRows: [keys(lines[0]).concat(when("back", 2)), keys(lines[1]).concat(when(aside, 1), when("done", aside ? 2 : 3)), keys(lines[2]).concat(when(letters ? "symbols" : "letters", 1.5), when(language, 1.5), when("space", language ? 2 : 3.5))]
    readonly property string language: withLanguage ? "language" : ""

    // That one key, or none
    function when(act: string, units: real): var {
        return act.length > 0 ? [key(act, units)] : [];
    }
    function keys(line: string): var {
        return line.split("").map(text => ({
                        "text": text,
                        "units": 1
                    }));
    }
    function key(act: string, units: real): var {
        return {
            "act": act,
            "units": units
        };
    }
}
