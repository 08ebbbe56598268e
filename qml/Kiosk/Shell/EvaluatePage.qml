import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// How it went: five grades, what was good or bad, three aspects, a few words. Nothing is chosen beforehand;
// skipping looks the same as submitting.
StepPage {
    id: page

    required property string itemName
    // {"5": [{code, text}], …}: the options of each grade; the first three are the basic ones
    required property var options
    // Seconds until it ends; below zero: no limit
    property int remaining: -1
    property string comment

    property int stars: 0
    property var chosen: []
    property int service: 0
    property int network: 0
    property int pickup: 0
    // Elder mode has room for one question at a time
    property bool aspectsOpen: false
    // The words are being written; the shell's keyboard takes the lower half
    property bool writing: false
    // Characters of a comment (domain rule)
    readonly property int longest: 200
    readonly property string advice: qsTr("最多 200 字，请勿填写证件号")
    // Where there is no height for all, one question at a time
    readonly property real reasonsNeed: Theme.size.cardHead + 2 * Theme.size.choiceChip + 2 * Theme.spacing.s3 + 2 * Theme.spacing.s1 + Theme.spacing.s2
    readonly property bool oneByOne: (Theme.elder || faces.height + reasonsNeed + aspects.wanted + Theme.size.wordsRow + 3 * gap > faces.parent.height) && !Theme.landscape && offered.length > 0

    readonly property var offered: options[String(stars)] ?? []
    readonly property bool bad: stars === 1 || stars === 2
    // A bad grade says why: an option or words (domain rule)
    readonly property bool complete: stars > 0 && (!bad || chosen.length > 0 || comment.length > 0)

    // {stars, norms: [code…], service, network, pickup, comment}; 0 is not answered
    signal submitted(var rating)
    signal skipped
    signal touched

    function toggle(code: string): void {
        chosen = chosen.includes(code) ? chosen.filter(entry => entry !== code) : chosen.concat([code]);
        touched();
    }
    function grade(value: int): void {
        if (stars !== value) {
            chosen = [];
            aspectsOpen = false;
        }
        stars = value;
        touched();
    }

    acceptReady: complete
    covered: writing
    acceptText: qsTr("提交评价")
    cancelText: qsTr("跳过")
    detail: itemName + "  ・  " + qsTr("自愿评价，不影响办理")
    equalActions: true
    inFlow: false
    note: {
        if (stars === 0)
            return remaining >= 0 ? qsTr("%1 秒后结束，不评也没关系").arg(remaining) : qsTr("选一个再提交，不评也没关系");
        if (!complete)
            return qsTr("请选一项不满意的地方，或写几句话");
        return remaining >= 0 ? qsTr("%1 秒后结束，不评也没关系").arg(remaining) : "";
    }
    noteCentered: !Theme.landscape
    noteIcon: "st-wait"
    title: qsTr("这次办得怎么样？")
    withSide: Theme.landscape

    onAccepted: submitted({
            "stars": stars,
            "norms": chosen,
            "service": service,
            "network": network,
            "pickup": pickup,
            "comment": comment
        })
    onCancelled: skipped()

    component Aspects: Card {
        id: aspects

        readonly property real wanted: Theme.size.cardHead + 3 * (row.implicitHeight + Theme.border.standard) + 2 * Theme.spacing.s3

        height: aspectsColumn.height + 2 * Theme.spacing.s3
        padding: 0

        Column {
            id: aspectsColumn

            width: parent.width - 2 * Theme.spacing.cardPadding
            x: Theme.spacing.cardPadding
            y: Theme.spacing.s3

            Item {
                height: Theme.size.cardHead
                width: parent.width

                KText {
                    bold: true
                    fit: true
                    font.pixelSize: Theme.type.bodyL
                    height: parent.height
                    text: qsTr("再评三项")
                    width: parent.width - optional.width - Theme.spacing.s2
                    wrapMode: Text.NoWrap
                }
                KText {
                    id: optional

                    anchors.right: parent.right
                    color: Theme.color.text2
                    font.pixelSize: Theme.type.label
                    height: parent.height
                    text: qsTr("可跳过")
                    wrapMode: Text.NoWrap
                }
            }
            Divider {
                width: parent.width
            }
            StarRow {
                id: row

                objectName: "service"
                stars: page.service
                text: qsTr("服务满意度")
                width: parent.width

                onRated: stars => {
                    page.service = stars;
                    page.touched();
                }
            }
            Divider {
                width: parent.width
            }
            StarRow {
                objectName: "network"
                stars: page.network
                text: qsTr("网络速度")
                width: parent.width

                onRated: stars => {
                    page.network = stars;
                    page.touched();
                }
            }
            Divider {
                width: parent.width
            }
            StarRow {
                objectName: "pickup"
                stars: page.pickup
                text: qsTr("领取材料的便捷性")
                width: parent.width

                onRated: stars => {
                    page.pickup = stars;
                    page.touched();
                }
            }
        }
    }
    component Words: Pressable {
        id: words

        height: Theme.size.wordsRow
        objectName: "evaluate.comment"
        radius: Theme.radius.card
        text: qsTr("写几句话")
        accessibleDescription: page.comment

        onClicked: page.writing = true

        Surface {
            anchors.fill: parent
            borderColor: words.down ? Theme.color.primary : Theme.color.tileBorder
            fill: words.down ? Theme.color.primarySoft : Theme.color.card
        }
        Icon {
            id: pencil

            anchors.verticalCenter: parent.verticalCenter
            color: Theme.color.primary
            name: "act-edit"
            size: Theme.size.iconInline
            x: Theme.spacing.s5
        }
        KText {
            id: label

            anchors.left: pencil.right
            anchors.leftMargin: Theme.spacing.s3
            bold: true
            height: parent.height
            text: words.text
            wrapMode: Text.NoWrap
        }
        KText {
            anchors.left: label.right
            anchors.leftMargin: Theme.spacing.s4
            anchors.right: more.left
            anchors.rightMargin: Theme.spacing.s2
            color: Theme.color.text2
            fit: true
            font.pixelSize: Theme.type.label
            height: parent.height
            minimumPixelSize: Theme.size.modeTextMin
            text: page.comment.length > 0 ? page.comment : page.advice
        }
        Icon {
            id: more

            anchors.right: parent.right
            anchors.rightMargin: Theme.spacing.s5
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.color.primary
            name: "act-next"
            size: Theme.size.iconInline
        }
    }

    Row {
        id: faces

        readonly property real cell: (width - 4 * spacing) / 5

        spacing: Theme.size.faceSpacing
        width: parent.width

        Repeater {
            model: [{
                    "stars": 5,
                    "text": qsTr("非常满意")
                }, {
                    "stars": 4,
                    "text": qsTr("满意")
                }, {
                    "stars": 3,
                    "text": qsTr("基本满意")
                }, {
                    "stars": 2,
                    "text": qsTr("不满意")
                }, {
                    "stars": 1,
                    "text": qsTr("非常不满意")
                }]

            RatingFace {
                required property var modelData

                objectName: "face." + modelData.stars
                selected: page.stars === modelData.stars
                stars: modelData.stars
                text: modelData.text
                height: page.wide && page.offered.length > 0 ? Math.max(least, Math.min(implicitHeight, faces.parent.height - page.gap - page.reasonsNeed + Theme.size.choiceChip + Theme.spacing.s2)) : implicitHeight
                width: faces.cell

                onClicked: page.grade(modelData.stars)
            }
        }
    }
    Card {
        id: reasons

        anchors.top: faces.bottom
        anchors.topMargin: page.gap
        height: visible ? reasonsColumn.height + 2 * Theme.spacing.s3 + Theme.spacing.s1 : 0
        padding: 0
        visible: page.offered.length > 0 && !(page.oneByOne && page.aspectsOpen)
        width: parent.width

        Column {
            id: reasonsColumn

            spacing: Theme.spacing.s1
            width: parent.width - 2 * Theme.spacing.cardPadding
            x: Theme.spacing.cardPadding
            y: Theme.spacing.s3

            Item {
                height: Theme.size.cardHead
                width: parent.width

                KText {
                    bold: true
                    fit: true
                    font.pixelSize: Theme.type.bodyL
                    height: parent.height
                    text: page.bad ? qsTr("哪里没做好？") : qsTr("哪里做得好？")
                    width: parent.width - hint.width
                    wrapMode: Text.NoWrap
                }
                KText {
                    id: hint

                    anchors.right: parent.right
                    color: Theme.color.text2
                    font.pixelSize: Theme.type.label
                    height: parent.height
                    text: page.bad ? qsTr("可多选") : qsTr("可多选，也可不选")
                    wrapMode: Text.NoWrap
                }
            }
            // Two lines of them; a longer language shows fewer
            Flow {
                id: chips

                readonly property real twoLines: 2 * Theme.size.choiceChip + spacing
                readonly property real lines: reasons.y + page.reasonsNeed - twoLines + Math.min(implicitHeight, twoLines) + (page.oneByOne ? Theme.size.buttonMain + page.gap : 0) > faces.parent.height ? 1 : 2
                readonly property real limit: lines * Theme.size.choiceChip + (lines - 1) * spacing

                height: Math.min(implicitHeight, limit)
                spacing: Theme.spacing.s2
                width: parent.width

                Repeater {
                    model: page.offered.slice(0, !Theme.elder ? 4 : (Theme.landscape ? 2 : 3))

                    ChoiceChip {
                        required property var modelData

                        checked: page.chosen.includes(modelData.code)
                        enabled: opacity > 0
                        maxWidth: reasonsColumn.width
                        objectName: "norm." + modelData.code
                        opacity: y + height > chips.limit + 1 ? 0 : 1
                        text: modelData.text

                        onClicked: page.toggle(modelData.code)
                    }
                }
            }
        }
    }
    Aspects {
        id: aspects

        anchors.top: reasons.visible ? reasons.bottom : faces.bottom
        anchors.topMargin: page.gap
        visible: !Theme.landscape && (!page.oneByOne || page.aspectsOpen) && (page.stars > 0 || y + wanted <= faces.parent.height + 1)
        width: parent.width
    }
    KButton {
        id: swap

        anchors.top: page.aspectsOpen ? aspects.bottom : reasons.bottom
        anchors.topMargin: page.gap
        objectName: "evaluate.aspects"
        text: page.aspectsOpen ? qsTr("回到上一问") : qsTr("再评三项")
        variant: KButton.Neutral
        visible: page.oneByOne
        width: parent.width

        onClicked: {
            page.aspectsOpen = !page.aspectsOpen;
            page.touched();
        }
    }
    Words {
        anchors.top: swap.visible ? swap.bottom : aspects.bottom
        anchors.topMargin: page.gap
        visible: !Theme.landscape && (Theme.elder || page.oneByOne ? page.oneByOne && !page.aspectsOpen : true) && y + height <= faces.parent.height + 1
        width: parent.width
    }
    side: Column {
        spacing: page.gap
        width: parent?.width ?? 0

        Aspects {
            id: sideAspects

            width: parent.width
        }
        Words {
            visible: !Theme.elder && sideAspects.height + page.gap + height <= parent.parent.height
            width: parent.width
        }
    }

    Loader {
        active: page.writing
        anchors.fill: parent
        parent: page
        z: 1

        sourceComponent: Rectangle {
            color: Theme.color.bg

            // Nothing under it is reached.
            MouseArea {
                anchors.fill: parent
            }
            PageTitle {
                id: head

                detail: page.wide && Theme.elder ? "" : page.advice // the keyboard leaves no room there
                text: page.wide && Theme.elder ? page.advice : qsTr("写几句话")
                width: sheet.width
                x: page.margin
                y: page.topInset
            }
            Card {
                id: sheet

                anchors.top: head.bottom
                borderColor: Theme.color.primary
                height: Theme.size.writeBox
                padding: Theme.spacing.s3
                width: page.wide ? Theme.grid.wide : parent.width - 2 * page.margin
                x: page.margin

                Flickable {
                    id: paper

                    anchors.fill: parent
                    boundsBehavior: Flickable.StopAtBounds
                    clip: true
                    contentHeight: words.height

                    TextEdit {
                        id: words

                        Accessible.editable: true
                        Accessible.name: qsTr("写几句话")
                        Accessible.role: Accessible.EditableText
                        activeFocusOnTab: true
                        color: Theme.color.text
                        focus: true
                        font.family: Theme.family
                        font.pixelSize: Theme.type.bodyL
                        height: Math.max(implicitHeight, paper.height)
                        inputMethodHints: Qt.ImhSensitiveData | Qt.ImhMultiLine
                        objectName: "evaluate.words"
                        renderType: Text.NativeRendering
                        selectionColor: Theme.color.primary
                        text: page.comment
                        width: paper.width
                        wrapMode: TextEdit.Wrap

                        Component.onCompleted: forceActiveFocus()
                        onCursorRectangleChanged: paper.contentY = Math.max(0, Math.min(cursorRectangle.y, Math.max(paper.contentY, cursorRectangle.y + cursorRectangle.height - paper.height)))
                        onTextChanged: {
                            if (text.length > page.longest)
                                remove(page.longest, text.length);
                            page.touched();
                        }
                    }
                }
            }
            // Beside the words in landscape: the keyboard takes what is below
            ActionRow {
                anchors.bottom: page.wide ? sheet.bottom : undefined
                anchors.top: page.wide ? undefined : sheet.bottom
                anchors.topMargin: page.gap
                cancelText: qsTr("不写了")
                text: qsTr("写好了")
                width: page.wide ? Theme.grid.side : sheet.width
                x: page.wide ? parent.width - width - page.margin : page.margin

                onAccepted: {
                    page.comment = words.text;
                    page.writing = false;
                }
                onCancelled: page.writing = false
            }
        }
    }
}
