import Domain

extension PageWords {
    /// The look at the device.
    static let devices: PageWords = [
        "devices-title": Bilingual("设备检查", "Device check"),
        "devices-heading": Bilingual("看看设备是否就绪", "Is your device ready?"),
        "devices-intro": Bilingual(
            "这里的检查和练习只在您的设备上进行，不会上传，也不影响评估。",
            "What you check and practise here stays on your device. Nothing is uploaded, nothing is assessed."),
        "devices-no-script": Bilingual(
            "录制视频需要启用 JavaScript。请启用后刷新，或回复邀请邮件选择其他方式。",
            "Recording needs JavaScript. Switch it on and reload, or reply to the invitation for another way."),
        "devices-cannot": Bilingual(
            "请用系统自带的浏览器打开邮件中的链接：在聊天软件里，点右上角菜单，选择“在浏览器打开”；也可以换一台电脑或手机。您的进度都会保留。",
            "Please open the link in your mail with the system's own browser: inside a chat program, use the "
                + "menu at the top and choose “Open in browser”. Another computer or phone will do as well. "
                + "Everything is kept where you left it."),
        "devices-insecure": Bilingual(
            "这个页面不是通过安全连接打开的，浏览器因此不提供摄像头。",
            "This page was not opened over a secure connection, so the browser gives it no camera."),
        "devices-no-camera-access": Bilingual(
            "这个浏览器不向网页提供摄像头和麦克风。", "This browser gives pages no camera and no microphone."),
        "devices-no-recorder": Bilingual("这个浏览器不能录制视频。", "This browser cannot record video."),

        "devices-see": Bilingual("摄像头和麦克风", "Camera and microphone"),
        "devices-see-text": Bilingual(
            "浏览器会问您是否允许使用摄像头和麦克风，请选择“允许”。",
            "Your browser will ask whether this page may use them. Please choose “Allow”."),
        "devices-allow": Bilingual("打开摄像头和麦克风", "Turn on camera and microphone"),
        "devices-picture": Bilingual("您的摄像头画面", "The picture of your camera"),
        "devices-camera": Bilingual("摄像头", "Camera"),
        "devices-microphone": Bilingual("麦克风", "Microphone"),
        "devices-level": Bilingual("音量", "Loudness"),
        "devices-say-something": Bilingual("请说几句话，看看音量条是否跟着动。", "Say something and watch the bar move."),
        "devices-heard": Bilingual("听到您了，声音正常。", "We can hear you. Your microphone works."),
        "devices-quiet": Bilingual(
            "还没有听到声音。请靠近一些，检查麦克风是否静音，或在上面换一个麦克风。",
            "We hear nothing yet. Come closer, see whether the microphone is muted, or choose another one above."),
        "devices-black": Bilingual(
            "画面几乎是黑的。请检查镜头盖，或打开灯。", "The picture is almost black. Look for a cover on the lens, or turn on a light."),
        "devices-no-permission": Bilingual(
            "没有得到使用摄像头和麦克风的许可。请再点一次上面的按钮，并选择“允许”。",
            "This page was not allowed to use camera and microphone. Press the button above again and choose “Allow”."),
        "devices-no-permission-settings": Bilingual(
            "浏览器记住了“拒绝”。请点击地址栏左侧的图标（锁形或滑块），把摄像头和麦克风改为“允许”，然后刷新页面。手机上请到系统设置中，允许浏览器使用摄像头和麦克风。",
            "Your browser remembers a “no”. Open the icon left of the address (a lock or sliders), set camera "
                + "and microphone to “Allow”, and reload. On a phone, allow the browser to use both in the "
                + "system's settings."),
        "devices-no-device": Bilingual(
            "没有找到摄像头或麦克风。请插好后再试，或换一台设备。",
            "No camera or microphone was found. Plug one in and try again, or use another device."),
        "devices-busy": Bilingual(
            "摄像头或麦克风正被其他程序使用。请关闭视频会议等程序后再试。",
            "Another program is using the camera or the microphone. Close video calls and the like, and try again."),
        "devices-trouble": Bilingual(
            "没能打开摄像头。请刷新页面再试；如果仍然不行，请换一台设备。",
            "The camera could not be turned on. Reload and try again; if it goes on, use another device."),

        "devices-hear": Bilingual("扬声器", "Speaker"),
        "devices-hear-text": Bilingual(
            "播放一小段声音，看看您能不能听到。题目都有文字，听不到也可以作答。",
            "Play a short sound. Every question is written as well, so you can answer without it."),
        "devices-play": Bilingual("播放声音", "Play a sound"),
        "devices-sounded": Bilingual(
            "没听到？请调高音量，或检查耳机。", "Heard nothing? Turn up the volume, or look at your headphones."),
        "devices-no-sound-out": Bilingual("这个浏览器不能播放测试声音。", "This browser cannot play the test sound."),

        "devices-line": Bilingual("网络和设备", "Connection and device"),
        "devices-uplink": Bilingual("上传速度", "Upload"),
        "devices-delay": Bilingual("往返时间", "Round trip"),
        "devices-storage": Bilingual("可用空间", "Free space"),
        "devices-battery": Bilingual("电量", "Battery"),
        "devices-again": Bilingual("重新测量", "Measure again"),
        "devices-mbit": Bilingual("{count} Mbit/s", "{count} Mbit/s"),
        "devices-ms": Bilingual("{count} 毫秒", "{count} ms"),
        "devices-free": Bilingual("{count}", "{count}"),
        "devices-unknown": Bilingual("浏览器没有提供", "The browser does not say"),
        "devices-line-good": Bilingual("网络状况良好。", "Your connection is fine."),
        "devices-line-slow": Bilingual(
            "上传有些慢。可以作答，录像会在您作答后继续上传，请保持页面打开。",
            "Uploading is a little slow. You can answer; what you record goes on its way afterwards while the "
                + "page stays open."),
        "devices-line-poor": Bilingual(
            "上传很慢。我们会自动降低清晰度或只录声音。如果方便，请换一个网络。",
            "Uploading is very slow. We lower the quality by ourselves, or record sound alone. If you can, use "
                + "another network."),
        "devices-line-far": Bilingual(
            "往返时间超过 100 毫秒，对录制作答没有影响。",
            "The round trip takes more than 100 ms. That does no harm to recorded answers."),
        "devices-line-broken": Bilingual(
            "测量没有成功。网络可能刚刚中断，请再试一次。",
            "It could not be measured. The connection may just have broken off; try again."),
        "devices-storage-low": Bilingual(
            "（空间较少，请释放一些空间，以便断网时保存录像）",
            "(little: free some, so that recordings can be kept when the network breaks off)"),
        "devices-battery-low": Bilingual("（电量较低，请接上电源）", "(low: please plug in)"),

        "devices-practice": Bilingual("练习一题", "A question for practice"),
        "devices-practice-text": Bilingual(
            "试录一小段，回放看看。练习录像不会离开您的设备，离开页面即丢弃。",
            "Record a few sentences and play them back. This recording never leaves your device and is thrown away."),
        "devices-practice-question": Bilingual(
            "请用几句话介绍一下您今天过得怎么样。", "In a few sentences: how has your day been so far?"),
        "devices-record": Bilingual("开始练习", "Record"),
        "devices-stop": Bilingual("停止", "Stop"),
        "devices-discard": Bilingual("丢弃", "Throw it away"),
        "devices-practice-play": Bilingual("您的练习录像", "Your practice recording"),
        "devices-recording": Bilingual("正在录制，最长 {count} 秒。", "Recording, {count} seconds at most."),
        "devices-played": Bilingual("这就是别人看到和听到的您。", "This is how others see and hear you."),
        "devices-gone": Bilingual("已丢弃。", "It is gone."),

        "devices-start": Bilingual("开始正式面试", "Start the interview"),
        "devices-go-on": Bilingual("回到题目", "Back to the questions"),
        "devices-another-way": Bilingual(
            "没有摄像头或麦克风，或者不能使用？请告诉我们，我们安排其他方式。",
            "No camera or microphone, or none that works? Tell us, and we find another way."),
        "devices-start-hint": Bilingual(
            "下一页先说明怎样作答，录制由您自己开始。", "The next page tells how to answer. You start each recording yourself."),
    ]
}
