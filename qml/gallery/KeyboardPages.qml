import QtQuick
import Kiosk.Keyboard
import Kiosk.Shell
import Kiosk.Theme

// The keyboard in each of its layouts, over the page that is typed into.
Item {
    id: views

    required property Samples samples
    readonly property var pages: ({
            "keyboard-pinyin": pinyinView,
            "keyboard-spelled": spelledView,
            "keyboard-latin": latinView,
            "keyboard-symbols": symbolsView,
            "keyboard-pad": padView
        })

    component Typed: Item {
        id: over

        property alias hints: keyboard.hints
        property alias symbols: keyboard.symbols
        property string spelled
        property alias query: search.query

        SampleFrame {
            anchors.fill: parent
            samples: views.samples

            SearchPage {
                id: search

                anchors.fill: parent
                keyboardHeight: keyboard.height
            }
        }
        Keyboard {
            id: keyboard

            hints: 0
            width: parent.width
            y: parent.height - height - Theme.layout.bottomBar

            Component.onCompleted: over.spelled.split("").forEach(letter => press({
                            "text": letter
                        }))
        }
    }

    Component {
        id: pinyinView

        Typed {
        }
    }
    Component {
        id: spelledView

        Typed {
            spelled: "banlixuji"
        }
    }
    Component {
        id: latinView

        Typed {
            hints: Qt.ImhPreferUppercase
            query: "DZ"
        }
    }
    Component {
        id: symbolsView

        Typed {
            symbols: true
        }
    }
    Component {
        id: padView

        Typed {
            hints: Qt.ImhDigitsOnly | Qt.ImhUppercaseOnly
        }
    }
}
