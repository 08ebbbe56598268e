import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// All ways to complain at once: on the spot, by phone, in writing, on the net. No identification is asked for.
Sheet {
    id: sheet

    // {org, phone, url, email, box}
    required property var complaint

    contentHeight: column.height + Theme.spacing.s3
    title: qsTr("监督投诉")

    Column {
        id: column

        spacing: Theme.spacing.s1
        width: parent.width

        Repeater {
            model: [{
                    "icon": "act-phone",
                    "name": qsTr("电话"),
                    "value": sheet.complaint.phone ?? "12345",
                    "note": qsTr("政务服务便民热线，24 小时")
                }, {
                    "icon": "dev-network",
                    "name": qsTr("网上"),
                    "value": sheet.complaint.url ?? "",
                    "note": sheet.complaint.email ?? ""
                }, {
                    "icon": "act-edit",
                    "name": qsTr("书面"),
                    "value": sheet.complaint.org ?? "",
                    "note": sheet.complaint.addr ?? ""
                }, {
                    "icon": "act-pin",
                    "name": qsTr("现场"),
                    "value": sheet.complaint.box === false ? qsTr("网点服务台") : qsTr("网点服务台，或投入意见箱"),
                    "note": qsTr("投诉不需要先核验身份，可以匿名")
                }].filter(way => way.value.length > 0)

            Item {
                id: way

                required property int index
                required property var modelData

                height: Math.max(Theme.size.detailRow, words.height + Theme.spacing.s3)
                width: column.width

                Divider {
                    visible: way.index > 0
                    width: parent.width
                }
                Icon {
                    id: wayIcon

                    anchors.verticalCenter: parent.verticalCenter
                    color: Theme.color.primary
                    name: way.modelData.icon
                    size: Theme.size.iconButton
                }
                KText {
                    id: wayName

                    anchors.left: wayIcon.right
                    anchors.leftMargin: Theme.spacing.s3
                    anchors.verticalCenter: parent.verticalCenter
                    color: Theme.color.text2
                    text: way.modelData.name
                    width: Theme.size.detailName
                }
                Column {
                    id: words

                    anchors.left: wayName.right
                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter

                    KText {
                        bold: true
                        text: way.modelData.value
                        width: parent.width
                    }
                    KText {
                        color: Theme.color.text2
                        font.pixelSize: Theme.type.label
                        text: way.modelData.note
                        visible: text.length > 0
                        width: parent.width
                    }
                }
            }
        }
    }
}
