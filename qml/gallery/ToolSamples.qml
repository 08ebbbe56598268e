import QtQuick

// What the technicians' desks for screen, sound and bundles say.
QtObject {
    readonly property var sound: ({
            "outputs": [{
                    "id": "speaker",
                    "name": "扬声器",
                    "state": "ready",
                    "word": "",
                    "left": "heard",
                    "right": "silent"
                }, {
                    "id": "headset",
                    "name": "耳机",
                    "state": "failed",
                    "word": "没有声卡，或没有这个输出：查声卡和接线，核对 devices.yaml 的 sound",
                    "left": "",
                    "right": ""
                }],
            "socket": "耳机孔：没有插耳机，先插上再试",
            "playing": ({}),
            "asked": {
                "output": "speaker",
                "side": "right",
                "name": "扬声器右声道"
            }
        })

    function bundle(state: string): var {
        return {
            "state": state,
            "word": state === "done" ? "已写好并核对，现在可以拔U盘" : "",
            "file": state === "done" ? "bianmin-990000-0001-0001-20261123-102440.cms" : "",
            "obstacle": state === "done" ? "" : "没有厂家的证书，不能加密：请管理员放到 /etc/kiosk/maker.pem",
            "sticks": state === "done" ? [{
                    "name": "BIANMIN",
                    "free": "15032 MB",
                    "readOnly": false
                }, {
                    "name": "BIANMIN-2",
                    "free": "120 MB",
                    "readOnly": true
                }] : []
        };
    }
    function screen(test: string): var {
        return {
            "test": test === "asked" ? "pixels" : test,
            "target": {
                "index": 2,
                "count": 9,
                "x": 0.9,
                "y": 0.05
            },
            "colour": test === "asked" ? "" : "#FF0000",
            "touchResult": {
                "state": "failed",
                "word": "未通过：最大偏差 6.2 mm（右上），要求 3.0 mm 以内。整体偏右 5.4 mm、偏下 1.0 mm：先核对屏幕方向，再用厂家工具校准触摸屏"
            },
            "pixelResult": {
                "state": "passed",
                "word": "通过：没有看到坏点"
            },
            "backlights": [{
                    "name": "intel_backlight",
                    "percent": 80,
                    "least": 10,
                    "step": 10,
                    "mayChange": true
                }],
            "brightnessWord": "",
            "orientation": {
                "word": "竖屏，21.5 英寸，1080×1920",
                "todo": "要改：在 devices.yaml 里写 screen.orientation: landscape，重启终端"
            }
        };
    }
}
