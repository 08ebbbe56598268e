import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// One of the guide's lists, or the sample, over the page.
Sheet {
    id: details

    // "details", "materials", "faq", "sample" or "elsewhere"
    required property string kind
    required property GuideText words
    // [{name, detail}]
    required property var places
    required property string sampleTitle
    property url sample

    title: {
        switch (details.kind) {
        case "faq":
            return qsTr("常见问题");
        case "materials":
            return qsTr("需要的材料");
        case "sample":
            return qsTr("结果样本");
        case "elsewhere":
            return qsTr("去哪里办");
        default:
            return qsTr("办事指南");
        }
    }
    share: Theme.ratio.sheetTall

    PagedColumn {
        anchors.fill: parent
        model: {
            switch (details.kind) {
            case "faq":
                return (details.words.guide.faq ?? []).map(question => ({
                                "name": question.q,
                                "text": question.a
                            }));
            case "materials":
                return details.words.materialSections();
            case "elsewhere":
                return details.places.map(place => ({
                                "name": place.name,
                                "text": place.detail ?? ""
                            }));
            default:
                return details.words.detailSections();
            }
        }
        visible: details.kind !== "sample"

        delegate: Column {
            readonly property var entry: parent?.modelData ?? null

            bottomPadding: Theme.spacing.s1
            width: parent?.width ?? 0

            KText {
                bold: true
                text: parent.entry?.name ?? ""
                width: parent.width
            }
            KText {
                color: Theme.color.text2
                font.pixelSize: Theme.type.label
                text: parent.entry?.text ?? ""
                width: parent.width
            }
        }
    }
    DocumentPaper {
        anchors.horizontalCenter: parent.horizontalCenter
        footer: qsTr("第1页 共1页")
        height: parent.height - Theme.spacing.s3
        source: details.sample
        title: details.sampleTitle
        visible: details.kind === "sample"
        width: Math.round(height / Theme.ratio.paperRatio)
    }
}
