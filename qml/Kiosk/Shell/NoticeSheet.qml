import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// Notices, and where the outlet is and when it is open.
Sheet {
    id: sheet

    // [{title, text}]
    property var notices: []
    // {name, addr, hours, hotline}
    required property var outlet

    title: qsTr("公告与网点")

    PagedColumn {
        id: paged

        anchors.fill: parent
        model: [{
                "head": qsTr("网点"),
                "title": sheet.outlet.name,
                "text": [sheet.outlet.addr, sheet.outlet.hours, sheet.outlet.hotline ? qsTr("咨询 %1").arg(sheet.outlet.hotline) : ""].filter(part => part).join("\n")
            }].concat(sheet.notices.map(notice => ({
                            "head": qsTr("公告"),
                            "title": notice.title,
                            "text": notice.text ?? ""
                        })))

        delegate: Column {
            readonly property var entry: parent?.modelData ?? null

            spacing: Theme.spacing.s1
            bottomPadding: Theme.spacing.s3
            width: parent?.width ?? 0

            StatusChip {
                iconName: parent.entry?.head === qsTr("网点") ? "act-pin" : "act-notice"
                text: parent.entry?.head ?? ""
            }
            KText {
                bold: true
                font.pixelSize: Theme.type.bodyL
                text: parent.entry?.title ?? ""
                width: parent.width
            }
            KText {
                color: Theme.color.text2
                text: parent.entry?.text ?? ""
                width: parent.width
            }
        }
    }
}
