import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// A month or a day by pressing, as yyyy-MM or yyyy-MM-dd. Without a value it starts at today.
Flow {
    id: picker

    property string name
    property string value
    property bool withDay: true
    // Months or days of the same form; only their years bound what is offered
    property string earliest
    property string latest
    readonly property date today: new Date()
    readonly property int year: value.length >= 4 ? Number(value.slice(0, 4)) : today.getFullYear()
    readonly property int month: value.length >= 7 ? Number(value.slice(5, 7)) : today.getMonth() + 1
    readonly property int day: value.length >= 10 ? Number(value.slice(8, 10)) : today.getDate()

    signal edited(string value)

    function put(y: int, m: int, d: int): void {
        const last = new Date(y, m, 0).getDate();
        const start = String(y).padStart(4, "0") + "-" + String(m).padStart(2, "0");
        edited(withDay ? start + "-" + String(Math.min(d, last)).padStart(2, "0") : start);
    }

    spacing: Theme.spacing.s4

    component Part: Column {
        id: part

        property string unit
        property int value: 0
        property int from: 1
        property int to: 9999

        signal moved(int value)

        KText {
            color: Theme.color.text2
            font.pixelSize: Theme.type.label
            text: part.unit
        }
        Stepper {
            from: part.from
            name: picker.name + part.unit
            to: part.to
            value: part.value

            onMoved: value => part.moved(value)
        }
    }

    Part {
        from: picker.earliest.length >= 4 ? Number(picker.earliest.slice(0, 4)) : 1900
        to: picker.latest.length >= 4 ? Number(picker.latest.slice(0, 4)) : 2100
        unit: qsTr("年")
        value: picker.year

        onMoved: value => picker.put(value, picker.month, picker.day)
    }
    Part {
        to: 12
        unit: qsTr("月")
        value: picker.month

        onMoved: value => picker.put(picker.year, value, picker.day)
    }
    Part {
        to: new Date(picker.year, picker.month, 0).getDate()
        unit: qsTr("日")
        value: picker.day
        visible: picker.withDay

        onMoved: value => picker.put(picker.year, picker.month, value)
    }
}
