import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// Everything around a page: top bar, session bar once somebody is identified, step bar while a flow runs, bottom
// bar. Pages (or a module's surface) fill the content slot.
Item {
    id: frame

    required property string title
    required property string subtitle
    required property date now
    required property string outlet
    required property string terminal
    property string hotline: "12345"
    property string complaintPhone: "12345"

    property bool identified: false
    property string person
    property string verified
    // Seconds left of the session; below zero hides it
    property int remaining: -1
    property bool exitVisible: true

    property string itemName
    property list<string> steps
    // 0-based; below zero: no flow runs
    property int step: -1
    // In landscape the bar lies over the page, and gives way to one that moves up
    property bool stepsShown: true

    property bool navigation: true
    property string reminder: qsTr("办理完请取走")
    property string reminderStrong: qsTr("身份证和材料")
    property string reminderIcon: "step-take"

    default property alias content: slot.data
    readonly property alias contentItem: slot
    // Of the content while a flow runs
    readonly property real flowHeight: stage.height - flowTop
    readonly property real flowTop: Theme.landscape ? 0 : stepBar.y + stepBar.height
    readonly property bool flowing: step >= 0 && steps.length > 0
    // Low position: everything that is pressed stands below this line, the name of the page above it. A lying screen is
    // mostly all in reach.
    readonly property real offset: Theme.lowPosition ? Math.max(0, Theme.usableTop) : 0
    property string pageName
    property int part: 0

    signal languageRequested
    signal volumeRequested
    signal elderToggled
    signal contrastToggled
    signal lowPositionToggled
    signal exitRequested
    signal backRequested
    signal homeRequested
    signal helpRequested
    signal complaintRequested
    // Where a technician gets in
    signal knocked(string place)

    // Turns to where something of the page is seen whole; top and height in px of the screen.
    function reveal(top: real, height: real): void {
        const from = top - view.y - stage.y;
        if (!view.split || top < view.y || from < 0)
            return;
        const whole = index => from >= index * view.step && from + height <= index * view.step + view.height + 1;
        if (whole(part))
            return;
        for (let index = 0; index < view.parts; ++index) {
            if (whole(index)) {
                part = index;
                return;
            }
        }
    }

    onOffsetChanged: part = 0
    onPageNameChanged: part = 0

    Rectangle {
        anchors.fill: parent
        color: Theme.color.bg
    }
    Column {
        anchors.left: parent.left
        anchors.leftMargin: Theme.spacing.s7
        anchors.right: parent.right
        anchors.rightMargin: Theme.spacing.s7
        spacing: Theme.spacing.s3
        visible: frame.offset > 2 * Theme.layout.topBar // where there is room for it
        y: Math.round((frame.offset - height) / 2)

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            color: Theme.color.primary
            name: "mode-low"
            size: Theme.size.dialogIcon
            visible: !Theme.landscape
        }
        KText {
            bold: true
            font.pixelSize: Theme.type.display
            horizontalAlignment: Text.AlignHCenter
            text: frame.pageName.length > 0 ? frame.pageName : frame.title
            width: parent.width
        }
        KText {
            color: Theme.color.text2
            font.pixelSize: Theme.type.bodyL
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("低位模式：要按的都在屏幕下半部")
            width: parent.width
        }
    }
    TopBar {
        id: top

        now: frame.now
        subtitle: frame.subtitle
        title: frame.title
        width: parent.width
        y: frame.offset

        onContrastToggled: frame.contrastToggled()
        onElderToggled: frame.elderToggled()
        onKnocked: place => frame.knocked(place)
        onLanguageRequested: frame.languageRequested()
        onLowPositionToggled: frame.lowPositionToggled()
        onVolumeRequested: frame.volumeRequested()
    }
    SessionBar {
        id: session

        anchors.top: top.bottom
        exitVisible: frame.exitVisible
        itemName: frame.flowing ? frame.itemName : ""
        person: frame.person
        remaining: frame.identified ? frame.remaining : -1 // else the hidden text would be laid out each second
        verified: frame.verified
        visible: frame.identified
        width: parent.width

        onExitRequested: frame.exitRequested()
    }
    Item {
        id: view

        readonly property real from: frame.identified ? session.y + session.height : top.y + top.height
        readonly property real full: bottom.y - from + frame.offset
        readonly property bool split: frame.offset > 0
        // The parts overlap, so that whatever a fold would cut is whole in the next one, and each shows something new.
        readonly property real overlap: Math.min(Theme.size.partOverlap, height - Theme.target.elderMin)
        readonly property int parts: split ? Math.max(2, Math.ceil((full - overlap) / (height - overlap))) : 1
        readonly property real step: split ? (full - height) / (parts - 1) : 0

        clip: split
        height: bottom.y - from - (split ? turner.height : 0)
        width: parent.width
        y: from

        Item {
            id: stage

            height: view.full
            width: parent.width
            y: Math.round(-frame.part * view.step)

            // Portrait: below the step bar. Landscape: the whole area, the pages leave the step bar's corner free.
            Item {
                id: slot

                objectName: "frame.page"
                height: parent.height - y
                width: parent.width
                y: frame.flowing ? frame.flowTop : 0
            }
            StepBar {
                id: stepBar

                current: frame.step
                steps: frame.steps
                title: frame.itemName
                visible: frame.flowing && frame.stepsShown
                width: Theme.landscape ? Theme.grid.wide : parent.width - 2 * Theme.spacing.pageMargin
                x: Theme.spacing.pageMargin
                y: Theme.layout.stepTop
            }
        }
    }
    Item {
        id: turner

        anchors.bottom: bottom.top
        height: Theme.size.buttonMain
        visible: view.split
        width: parent.width

        // What moves on the page may reach beyond its part
        Rectangle {
            anchors.fill: parent
            color: Theme.color.bg
        }
        Divider {
            width: parent.width
        }
        Pager {
            anchors.verticalCenter: parent.verticalCenter
            page: frame.part
            pages: view.parts
            width: parent.width - 2 * Theme.spacing.pageMargin
            x: Theme.spacing.pageMargin

            onTurned: page => frame.part = page
        }
    }
    BottomBar {
        id: bottom

        anchors.bottom: parent.bottom
        complaintPhone: frame.complaintPhone
        hotline: frame.hotline
        navigation: frame.navigation
        outlet: frame.outlet
        reminder: frame.reminder
        reminderIcon: frame.reminderIcon
        reminderStrong: frame.reminderStrong
        terminal: frame.terminal
        width: parent.width

        onBackRequested: frame.backRequested()
        onComplaintRequested: frame.complaintRequested()
        onHelpRequested: frame.helpRequested()
        onHomeRequested: frame.homeRequested()
    }
}
