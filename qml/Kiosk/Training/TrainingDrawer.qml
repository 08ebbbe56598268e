import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// Over the page of a terminal in training: which exercises there are, or what the one that is played asks for. The visit
// below stands still meanwhile.
Sheet {
    id: drawer

    // kiosk::shell::TrainingDesk
    required property var training
    readonly property var played: training.state
    readonly property bool playing: (played.exercise ?? "").length > 0
    readonly property bool solved: played.solved ?? false
    readonly property var audience: ({
            "staff": "工作人员",
            "technician": "技术人员"
        })
    // A lying screen has two columns of exercises
    readonly property int firstColumn: Theme.landscape ? Math.ceil(training.exercises.length / 2) : training.exercises.length
    readonly property var goals: (played.goals ?? []).map(goal => ({
                    "kind": goal.reached ? "reached" : "goal",
                    "text": goal.text
                }))
    // What is new stands first
    readonly property var said: solved ? one("debrief", played.debrief) : [].concat(one("refusal", training.refusal), one("told", played.told), (played.hints ?? []).map(hint => one("hint", hint)[0]), one("story", played.story))

    function one(kind: string, text: var): var {
        return text ? [{
                "kind": kind,
                "text": text
            }] : [];
    }

    share: Theme.ratio.sheetTall
    contentHeight: (playing ? Math.max(told.wanted, aims.wanted) : list.y + Math.max(list.wanted, more.wanted)) + Theme.spacing.s3 + buttons.height
    title: playing ? played.title : "培训练习"

    InfoBar {
        id: refusal

        objectName: "training.refusal"
        text: drawer.training.refusal
        tone: InfoBar.Warning
        visible: !drawer.playing && text.length > 0
        width: parent.width
    }
    PagedColumn {
        id: list

        delegate: exerciseView
        height: buttons.y - Theme.spacing.s3 - y
        model: drawer.playing ? [] : drawer.training.exercises.slice(0, drawer.firstColumn)
        visible: !drawer.playing
        width: Theme.landscape ? (parent.width - Theme.spacing.s3) / 2 : parent.width
        y: refusal.visible ? refusal.height + Theme.spacing.s2 : 0
    }
    PagedColumn {
        id: more

        anchors.right: parent.right
        delegate: exerciseView
        height: list.height
        model: drawer.playing ? [] : drawer.training.exercises.slice(drawer.firstColumn)
        visible: !drawer.playing
        width: list.width
        y: list.y
    }
    PagedColumn {
        id: told

        delegate: lineView
        height: buttons.y - Theme.spacing.s3
        model: !drawer.playing ? [] : (Theme.landscape ? drawer.said : drawer.said.concat(drawer.goals))
        visible: drawer.playing
        width: Theme.landscape ? Math.round((parent.width - Theme.spacing.s5) * Theme.ratio.trainingSaid) : parent.width
    }
    // Beside it, where there is room
    PagedColumn {
        id: aims

        anchors.right: parent.right
        delegate: lineView
        height: told.height
        model: drawer.playing && Theme.landscape ? drawer.goals : []
        visible: drawer.playing && Theme.landscape
        width: parent.width - told.width - Theme.spacing.s5
    }
    Component {
        id: exerciseView

        ListRow {
            readonly property var exercise: parent?.modelData ?? null

            compact: true
            detail: exercise ? exercise.for.map(who => drawer.audience[who]).join("、") + "，约 " + exercise.minutes + " 分钟" : ""
            objectName: "training.begin." + (exercise?.id ?? "")
            tags: exercise?.done ? [{
                    "icon": "st-ok",
                    "text": "已完成",
                    "tone": StatusChip.Success
                }] : []
            text: exercise?.title ?? ""
            width: parent?.width ?? 0

            onClicked: drawer.training.begin(exercise.id)
        }
    }
    Component {
        id: lineView

        TrainingLine {
            readonly property var line: parent?.modelData ?? null

            kind: line?.kind ?? ""
            text: line?.text ?? ""
            width: parent?.width ?? 0
        }
    }
    TrainingButtons {
        id: buttons

        acts: drawer.played.acts ?? []
        hintsLeft: drawer.played.hints_left ?? 0
        playing: drawer.playing
        solved: drawer.solved
        width: parent.width
        y: parent.height - height

        onActed: id => drawer.training.act(id)
        onEnded: drawer.training.end()
        onHintRequested: drawer.training.hint()
        onLeaveRequested: drawer.training.leave()
    }
}
