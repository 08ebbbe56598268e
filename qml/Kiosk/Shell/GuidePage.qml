import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// The service guide of an item: what matters at once on the page, every other field of the catalogue one press
// away. `item` is the catalogue entry as it stands in module.yaml.
Item {
    id: page

    required property var item
    // Names and icons of the steps: [{name, icon}]
    required property var steps
    // {ok, reason, detail, alternatives: [{name, detail}]}: what the check before the start found
    property var precheck: ({
            "ok": true
        })
    property int minutes: 3
    property url sample
    property bool withPrint: true
    property bool withTakeaway: true
    // Names of materials the citizen has ticked
    property var ready: []
    // "", "details", "materials", "faq", "sample", "elsewhere"
    property string sheet

    readonly property var guide: item.guide ?? {}
    readonly property string auth: item.kiosk?.auth ?? "L0"
    readonly property bool possible: precheck.ok !== false
    readonly property bool wide: Theme.landscape
    readonly property real margin: Theme.spacing.pageMargin
    readonly property real gap: wide ? Theme.spacing.rowGap : Theme.spacing.blockGap
    readonly property string resultName: guide.result?.name ?? item.name

    signal started
    signal printRequested
    signal takeawayRequested
    signal elsewhereRequested
    function tick(name: string): void {
        ready = ready.includes(name) ? ready.filter(entry => entry !== name) : ready.concat([name]);
    }

    GuideText {
        id: guideWords

        guide: page.guide
    }
    KText {
        id: title

        Accessible.name: text
        Accessible.role: Accessible.Heading
        bold: true
        fit: true
        font.pixelSize: Theme.type.h1
        height: Theme.size.guideTitle
        text: page.item.name
        width: page.wide ? Theme.grid.wide : page.width - 2 * page.margin
        wrapMode: Text.NoWrap
        x: page.margin
        y: Theme.size.guideTitleY
    }
    Item {
        id: under

        height: Theme.size.guideUnder
        width: title.width
        x: page.margin
        y: title.y + title.height

        KText {
            color: Theme.color.text2
            fit: true
            font.pixelSize: Theme.type.label
            height: parent.height
            text: page.guide.dept?.name ?? ""
            width: parent.width - chips.width - Theme.spacing.s2
            wrapMode: Text.NoWrap
        }
        Row {
            id: chips

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.spacing.s2

            StatusChip {
                iconName: "cat-photo"
                text: qsTr("仅限本人")
                visible: page.auth.startsWith("L") && page.auth !== "L0"
            }
            StatusChip {
                iconName: page.auth === "L0" ? "st-ok" : "step-verify"
                text: page.auth === "L0" ? qsTr("不用登录") : (page.auth === "L1" ? qsTr("要刷身份证") : qsTr("要核验本人"))
            }
        }
    }
    GuideFacts {
        id: facts

        minutes: page.minutes
        width: title.width
        words: guideWords
        x: page.margin
        y: under.y + under.height + (page.wide ? Theme.spacing.s1 : Theme.spacing.s3 - Theme.spacing.hair)
    }
    GuideMaterials {
        id: materials

        limit: page.possible ? Infinity : (page.wide ? page.height - Theme.layout.pageBottom : buttons.y - 2 * page.gap - links.minimum) - y - page.gap - check.implicitHeight

        ready: page.ready
        width: title.width
        words: guideWords
        x: page.margin
        y: facts.y + facts.height + page.gap

        onAllRequested: page.sheet = "materials"
        onTicked: name => page.tick(name)
    }
    GuideSteps {
        id: how

        // Its steps are in the process of the sheet, too.
        readonly property bool fits: page.wide ? height >= wanted - Theme.size.cardInset : buttons.y - 2 * page.gap - y - height >= links.minimum
        readonly property real end: page.possible && !fits ? y - page.gap : y + (page.possible ? height : check.height)

        height: page.wide ? page.height - y - Theme.layout.pageBottom : Theme.size.guideHow
        steps: page.steps
        visible: page.possible && fits
        width: title.width
        x: page.margin
        y: materials.y + materials.height + page.gap
    }
    GuideSample {
        id: sampleCard

        height: lower.height
        sample: page.sample
        title: page.resultName
        width: page.wide ? Theme.size.guideSample : Theme.grid.span5
        x: lower.x
        y: lower.y

        onZoomRequested: page.sheet = "sample"
    }
    Item {
        id: lower

        height: page.wide ? page.height - y - Theme.layout.pageBottom - buttons.height - page.gap : buttons.y - page.gap - y
        width: page.wide ? Theme.grid.side : page.width - 2 * page.margin
        x: page.wide ? page.margin + Theme.grid.wide + Theme.spacing.gutter : page.margin
        y: page.wide ? Theme.layout.stepTop : how.end + page.gap
    }
    GuideLinks {
        id: links

        readonly property real minimum: 2 * least + 2 * Theme.size.cardInset

        height: lower.height
        width: lower.width - sampleCard.width - Theme.spacing.gutter
        words: guideWords
        x: lower.x + sampleCard.width + Theme.spacing.gutter
        y: lower.y

        onOpened: sheet => page.sheet = sheet
    }
    InfoBar {
        id: check

        detail: page.precheck.detail ?? ""
        height: page.wide ? Math.max(how.height, implicitHeight) : Math.max(implicitHeight, Math.min(Theme.size.guideHow, buttons.y - 2 * page.gap - y - links.minimum))
        objectName: "guide.precheck"
        text: page.precheck.reason ?? ""
        tone: InfoBar.Warning
        visible: !page.possible
        width: how.width
        x: how.x
        y: how.y
    }
    GuideButtons {
        id: buttons

        possible: page.possible
        width: lower.width
        withPrint: page.withPrint
        withTakeaway: page.withTakeaway
        x: lower.x
        y: page.height - height - Theme.layout.pageBottom

        onElsewhereRequested: {
            if ((page.precheck.alternatives ?? []).length > 0)
                page.sheet = "elsewhere";
            else
                page.elsewhereRequested();
        }
        onPrintRequested: page.printRequested()
        onStartRequested: page.started()
        onTakeawayRequested: page.takeawayRequested()
    }
    Loader {
        active: page.sheet.length > 0
        anchors.fill: parent
        z: 2

        sourceComponent: GuideSheet {
            kind: page.sheet
            places: page.precheck.alternatives ?? []
            sample: page.sample
            sampleTitle: page.resultName
            words: guideWords

            onClosed: page.sheet = ""
        }
    }
}
