using Trading.Media.Recording;

namespace Trading.Cli;

/// <summary>The words of <c>trading recording</c> in English and Chinese.</summary>
internal sealed class RecordingWords(bool isChinese)
{
    public static RecordingWords English { get; } = new(isChinese: false);

    public static RecordingWords Chinese { get; } = new(isChinese: true);

    public FileWords Files => isChinese ? FileWords.Chinese : FileWords.English;

    public string Folder => Say("a folder of recordings", "录像文件夹");

    public string Export => Say("a WebM file", "WebM 文件");

    public string KeyFile => Say("a room's key", "房间密钥文件");

    public CommandException NoFolder(string path) =>
        CommandException.Usage(
            Say(
                $"{path} is no folder; a folder of recordings is expected.",
                $"{path} 不是文件夹，这里需要录像文件夹。"
            ),
            Say(
                "name the folder with recordings.heads and the *.tape files",
                "请指明含有 recordings.heads 和 *.tape 的文件夹"
            )
        );

    public CommandException NoHeads(string path) =>
        CommandException.Usage(
            Say($"{path} has no file recordings.heads.", $"{path} 中没有 recordings.heads 文件。"),
            Say("fetch the heads of the room beside its recordings", "请把该房间的 recordings.heads 与录像放在一起")
        );

    public CommandException BadKey(string path) =>
        CommandException.Usage(
            Say(
                $"{path} is no room's key: 64 hexadecimal digits are expected.",
                $"{path} 不是房间密钥：应为 64 位十六进制数。"
            ),
            Say("ask whoever keeps the recordings for the room's key", "请向保管录像的单位索取该房间的密钥")
        );

    public CommandException OtherKey(uint track) =>
        Refused(
            ($"Track {track} is sealed under another key.", $"第 {track} 轨是用另一把密钥加密的。"),
            ("name the key of this very room", "请使用本房间的密钥")
        );

    public CommandException TrackOrRoom() =>
        CommandException.Usage(
            Say("Name one track or the room: --track N or --room.", "请指明一轨或整个房间：--track N 或 --room。"),
            "trading recording export --help"
        );

    public CommandException WhoExports() =>
        CommandException.Usage(
            Say("--by has 1 to 100 letters.", "--by 应为 1 至 100 字。"),
            Say("say who exports, as the custody file shall name them", "请写明导出人，保管说明中会写入")
        );

    public CommandException NoTrack(string wanted, string there) =>
        CommandException.Usage(
            Say($"There is no track {wanted}.", $"没有第 {wanted} 轨。"),
            Say($"the tracks are {there}", $"现有：{there}")
        );

    public CommandException Unsound(string problems) =>
        Refused(
            ($"The recording does not hold:\n{problems}", $"录像核验未通过：\n{problems}"),
            (
                "keep it as it is and tell the supervisor; --damaged exports what is sound",
                "请原样保存并报告监督人；加 --damaged 可导出完好的部分"
            )
        );

    public CommandException Empty() =>
        Refused(
            ("None of these tracks has a whole frame.", "所选各轨没有一帧完整的内容。"),
            (
                "choose another track; trading verify ARCHIVE --recordings DIR tells the gaps",
                "请另选一轨；trading verify ARCHIVE --recordings DIR 会列出缺口"
            )
        );

    public CommandException Exists(string path) =>
        CommandException.Usage(
            Say($"{path} is there already.", $"{path} 已存在。"),
            Say("name another file: an export is never overwritten", "请另取文件名：导出文件不会被覆盖")
        );

    public string Of(TapeKind kind) =>
        kind switch
        {
            TapeKind.Camera => Say("camera", "摄像头"),
            TapeKind.Microphone => Say("microphone", "麦克风"),
            TapeKind.Screen => Say("screen", "屏幕"),
            _ => Say("screen sound", "屏幕声音"),
        };

    public string Written(string path, string size, string length) =>
        Say($"{path}: {size}, {length}", $"{path}：{size}，时长 {length}");

    public string Track(uint number, string source, TapeKind kind, int frames, int lost, int leftOut) =>
        Say(
            $"  track {number} ({source}, {Of(kind)}): {frames} frames, {lost} packets lost, {leftOut} frames left out",
            $"  第 {number} 轨（{source}，{Of(kind)}）：{frames} 帧，丢失 {lost} 个数据包，略去 {leftOut} 帧"
        );

    public string CustodyAt(string path) => Say($"custody file: {path}", $"保管说明：{path}");

    private CommandException Refused((string English, string Chinese) what, (string English, string Chinese) next) =>
        CommandException.Refused(Say(what.English, what.Chinese), "spec:recording", Say(next.English, next.Chinese));

    private string Say(string english, string chinese) => isChinese ? chinese : english;
}
