import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// A form from a list of fields. Errors stand beside their field, in words.
StepPage {
    id: page

    // [{key, label, widget, options: [text | {value, text}], required, multi, min, max, default, hint, max_length}]
    // widget: chips select radio stepper text number phone idno uscc date ym; `other`: one more choice, in own words;
    // earliest, latest: of a date or month
    required property var fields
    property var values: initial()
    // {key: sentence}; the flow engine may set more than the page itself finds
    property var errors: ({})
    property string heading: qsTr("请选择内容")
    // Names of what could not be asked and so cannot be chosen
    property var unavailable: []

    signal submitted(var values)
    signal edited(string key, var value)

    function initial(): var {
        const result = {};
        for (const field of fields) {
            if (field.default !== undefined && field.default !== null)
                result[field.key] = field.default;
            else if (field.widget === "stepper")
                result[field.key] = field.min ?? 1;
            else if (field.multi)
                result[field.key] = [];
        }
        return result;
    }
    function change(key: string, value: var): void {
        const next = Object.assign({}, values);
        next[key] = value;
        values = next;
        const left = Object.assign({}, errors);
        delete left[key];
        errors = left;
        edited(key, value);
    }
    function optionText(option: var): string {
        return typeof option === "object" ? option.text : String(option);
    }
    function optionValue(option: var): var {
        return typeof option === "object" ? option.value : option;
    }
    function missing(field: var): bool {
        const value = values[field.key];
        return field.required === true && (value === undefined || value === null || value === "" || Array.isArray(value) && value.length === 0);
    }
    function showWrong(): void {
        const wrong = fields.findIndex(field => errors[field.key] !== undefined);
        if (wrong >= 0)
            list.current = list.pageOf(wrong);
    }
    // A longer form is gone through page by page.
    function next(): void {
        const found = {};
        fields.forEach((field, index) => {
                if (list.pageOf(index) > list.current || !missing(field))
                    return;
                const chosen = ["chips", "select", "radio"].includes(field.widget);
                found[field.key] = chosen ? qsTr("请选一项：%1").arg(field.label) : qsTr("请填写：%1").arg(field.label);
            });
        errors = found;
        if (Object.keys(found).length > 0)
            return;
        if (list.current < list.pages - 1)
            ++list.current;
        else
            submitted(values);
    }

    acceptAfter: true
    acceptIcon: "act-right"
    acceptText: qsTr("下一步")
    cancelText: qsTr("取消办理")
    title: heading
    withSide: wide

    onAccepted: next()
    onErrorsChanged: showWrong()

    UnavailableBar {
        id: partial

        names: page.wide ? [] : page.unavailable
        width: parent.width
    }
    side: Item {
        anchors.fill: parent
        visible: page.wide

        UnavailableBar {
            names: page.unavailable
            width: parent.width
        }
        Item {
            id: turning

            anchors.bottom: parent.bottom
            height: Theme.size.buttonSmall
            width: parent.width
        }
    }

    PagedColumn {
        id: list

        // A sentence makes its field higher, which may push it to the next page.
        onBreaksChanged: page.showWrong()

        anchors.bottom: parent.bottom
        anchors.top: partial.bottom
        anchors.topMargin: partial.visible ? page.gap : 0
        model: page.fields
        pagerPlace: page.wide ? turning : list
        width: parent.width
        spacing: Theme.spacing.blockGap

        delegate: Card {
            id: card

            readonly property var field: parent?.modelData ?? ({})
            readonly property var value: page.values[field.key]
            readonly property string error: page.errors[field.key] ?? ""
            readonly property bool chosen: ["chips", "select", "radio"].includes(field.widget)
            readonly property bool known: (field.options ?? []).some(option => page.optionValue(option) === value)
            property bool ownWords: field.other === true && value !== undefined && value !== "" && !known

            borderColor: error.length > 0 ? Theme.color.danger : Theme.color.tileBorder
            height: body.height + 2 * Theme.spacing.cardPadding
            width: parent?.width ?? 0

            Column {
                id: body

                spacing: Theme.spacing.s2
                width: parent.width

                Item {
                    height: Theme.size.cardHead
                    width: parent.width

                    KText {
                        bold: true
                        fit: true
                        font.pixelSize: Theme.type.bodyL
                        height: parent.height
                        text: card.field.label ?? ""
                        width: parent.width - hint.width - Theme.spacing.s2
                        wrapMode: Text.NoWrap
                    }
                    KText {
                        id: hint

                        anchors.right: parent.right
                        color: Theme.color.text2
                        font.pixelSize: Theme.type.label
                        height: parent.height
                        text: {
                            if (card.field.hint !== undefined)
                                return card.field.hint;
                            if (card.field.multi)
                                return qsTr("可多选");
                            if (card.field.required === true)
                                return card.chosen ? qsTr("必选") : qsTr("必填");
                            return card.field.default !== undefined || card.field.widget === "stepper" ? "" : qsTr("可不填");
                        }
                        wrapMode: Text.NoWrap
                    }
                }
                Flow {
                    id: answers

                    spacing: Theme.spacing.s2
                    visible: card.chosen || words.visible
                    width: parent.width

                    Repeater {
                        model: card.chosen ? card.field.options : []

                        ChoiceChip {
                            required property var modelData
                            readonly property var own: page.optionValue(modelData)

                            accessibleRole: card.field.multi ? Accessible.CheckBox : Accessible.RadioButton
                            checked: card.field.multi ? (card.value ?? []).includes(own) : card.value === own && !card.ownWords
                            maxWidth: body.width
                            objectName: "field." + card.field.key + "." + own
                            text: page.optionText(modelData)

                            onClicked: {
                                card.ownWords = false;
                                if (!card.field.multi)
                                    page.change(card.field.key, own);
                                else if (checked)
                                    page.change(card.field.key, card.value.filter(entry => entry !== own));
                                else
                                    page.change(card.field.key, (card.value ?? []).concat([own]));
                            }
                        }
                    }
                    ChoiceChip {
                        id: otherwise

                        accessibleRole: Accessible.RadioButton
                        checked: card.ownWords
                        maxWidth: body.width
                        objectName: "field." + (card.field.key ?? "") + ".other"
                        text: qsTr("其他")
                        visible: card.field.other === true

                        onClicked: {
                            card.ownWords = true;
                            page.change(card.field.key, "");
                            words.edit();
                        }
                    }
                    TextField {
                        id: words

                        // Beside 其他 where there is room: the card stays low enough for the page
                        readonly property real beside: answers.width - otherwise.x - otherwise.width - answers.spacing

                        field: card.field
                        text: String(card.value ?? "")
                        visible: card.ownWords || ["text", "number", "phone", "idno", "uscc", "address", "amount"].includes(card.field.widget)
                        width: card.ownWords && beside >= Theme.grid.span5 ? beside : answers.width

                        onEdited: text => page.change(card.field.key, text)
                    }
                }
                Stepper {
                    from: card.field.min ?? 1
                    name: card.field.label ?? ""
                    objectName: "field." + (card.field.key ?? "")
                    to: card.field.max ?? 3
                    value: Number(card.value ?? from)
                    visible: card.field.widget === "stepper"

                    onMoved: value => page.change(card.field.key, value)
                }
                DateField {
                    earliest: card.field.earliest ?? ""
                    latest: card.field.latest ?? ""
                    name: card.field.label ?? ""
                    value: String(card.value ?? "")
                    visible: card.field.widget === "date" || card.field.widget === "ym"
                    width: parent.width
                    withDay: card.field.widget === "date"

                    onEdited: value => page.change(card.field.key, value)
                }
                Row {
                    spacing: Theme.spacing.s1
                    visible: card.error.length > 0

                    Icon {
                        anchors.verticalCenter: parent.verticalCenter
                        color: Theme.color.danger
                        name: "st-error"
                        size: Theme.size.iconSmall
                    }
                    KText {
                        Accessible.name: text
                        Accessible.role: Accessible.AlertMessage
                        bold: true
                        color: Theme.color.danger
                        font.pixelSize: Theme.type.label
                        text: card.error
                    }
                }
            }
        }
    }
}
