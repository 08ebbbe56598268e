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

    readonly property var places: [place("portrait", "摄像头", "front", 255, 160, 50, 50), place("code", "扫码窗", "front", 60, 800, 100, 100), place("pin", "密码键盘", "front", 205, 800, 150, 110), place("id-card", "身份证阅读器", "front", 395, 800, 110, 100), place("chip", "社保卡读写器", "front", 205, 950, 150, 40), place("receipt", "小票打印机", "front", 395, 950, 110, 60), place("scan", "高拍仪", "front", 60, 960, 100, 40), place("licence", "打印机 licence", "inside", 70, 700, 420, 300), place("a4", "打印机 a4", "inside", 70, 1030, 420, 330), place("ups", "不间断电源", "inside", 60, 1450, 220, 150)]

    function place(id: string, name: string, side: string, x: real, y: real, width: real, height: real): var {
        return {
            "id": id,
            "name": name,
            "side": side,
            "x": x,
            "y": y,
            "width": width,
            "height": height
        };
    }
    function where(device: string): var {
        const meant = places.find(one => one.id === device);
        if (!meant)
            return ({});
        const front = meant.side === "front";
        return {
            "side": meant.side,
            "word": (front ? "机器正面" : "打开柜门，机器里面") + "，离地约 " + Math.round((1650 - meant.y - meant.height / 2) / 10) + " 厘米",
            "cabinet": {
                "width": 560,
                "height": 1650
            },
            "screen": front ? {
                "x": 146,
                "y": 274,
                "width": 268,
                "height": 476
            } : undefined,
            "devices": places.filter(one => one.side === meant.side).map(one => Object.assign({
                            "here": one.id === device
                        }, one))
        };
    }
    function bundle(state: string): var {
        return {
            "state": state,
            "word": state === "done" ? "已写好并核对，现在可以拔U盘" : "",
            "file": state === "done" ? "bianmin-990000-0001-0001-20261123-102440.cms" : "",
            "upload": "support.example",
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
