namespace Trading.Documents.Tests;

/// <summary>One document that uses everything; its hash is frozen.</summary>
internal static class Sample
{
    private static readonly string[] Names =
    [
        "江苏宏远建设工程有限公司",
        "上海申工（集团）股份有限公司",
        "Nordlicht Baugesellschaft mbH 与中铁第九工程局联合体",
        "绍兴市越城区稽山路桥养护有限责任公司",
        "𪟝创科技有限公司",
    ];

    public static Document Document =>
        new(
            "开标记录",
            "zh-CN",
            [
                new Heading(0, "开 标 记 录"),
                new Grid([
                    new("项目名称", "越州市东湖片区道路改造及雨污分流工程（二期）") { Wide = true },
                    new("项目编号", "YZ-2026-0417"),
                    new("时间", "2026-11-22 09:30:00 +08:00"),
                    new("地点", "第三会议室"),
                    new("方式", "公开"),
                    new(
                        "说明",
                        Text.Of(
                            new Run("单点托管 custody: single") { Tone = Tone.Alert, Bold = true },
                            new Run("；密钥由三方分持，满二方可开启。")
                        )
                    )
                    {
                        Wide = true,
                    },
                ]),
                new Heading(1, "一、报价一览"),
                new Paragraph(
                    "金额单位为人民币元。大写与小写不一致的，以大写为准；The words win over the figures（见第 3.2 条）。“高于上限”的，以红色标出，不影响宣读。"
                ),
                Offers(),
                new Heading(2, "说明"),
                new Paragraph(
                    "根 sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a089f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 由三方签署。"
                ),
                new Table(
                    [Column.Fixed(Length.Millimetres(32)), Column.Share(1)],
                    [
                        Row.Of(
                            new Cell("")
                            {
                                Code = new QrCode("https://example.org/r/9f86d081884c7d65", Length.Millimetres(28)),
                            },
                            Text.Of(
                                new Run("扫描核对\n") { Bold = true },
                                new Run("二维码为记录之根；与公布者相同，则记录未被改动。")
                                {
                                    Small = true,
                                    Tone = Tone.Muted,
                                }
                            )
                        ),
                    ]
                )
                {
                    Lines = Lines.None,
                },
                new Together([
                    new Paragraph("以上内容经宣读，各方已确认。"),
                    new SignatureField(
                        "host",
                        Text.Of(
                            new Run("主持人  ") { Bold = true },
                            new Run("李明\n"),
                            new Run("电子签名见本文件签名面板") { Small = true, Tone = Tone.Muted }
                        ),
                        Length.Millimetres(24)
                    )
                    {
                        Reason = "开标记录",
                    },
                ]),
            ]
        )
        {
            Header = new("开标记录", "", "YZ-2026-0417"),
            Footer = new("Trading", "", "第 {page} 页 共 {pages} 页"),
        };

    private static Table Offers() =>
        new(
            [
                Column.Fixed(Length.Millimetres(10)),
                Column.Share(5),
                Column.Share(4) with
                {
                    Align = Align.Right,
                },
                Column.Share(3),
                Column.Fixed(Length.Millimetres(18)) with
                {
                    Align = Align.Centre,
                },
            ],
            [
                .. Names.Select(
                    (name, i) =>
                        Row.Of(
                            $"{i + 1}",
                            name,
                            Amount(i),
                            new Cell("")
                            {
                                Bar = new Bar(70 + 9 * i, 110) { Mark = 100, Tone = i == 4 ? Tone.Alert : Tone.Accent },
                            },
                            i == 4 ? new Run("高于上限") { Tone = Tone.Alert } : new Run("有效") { Tone = Tone.Good }
                        )
                ),
            ]
        )
        {
            Head = [Row.Of("序号", "单位名称", "报价（元）", "与上限之比", "标记")],
        };

    private static Text Amount(int i) =>
        Text.Of(
            new Run($"1,2{i}4,567.00\n") { Bold = true },
            new Run("壹佰贰拾叁万肆仟伍佰陆拾柒元整") { Small = true, Tone = Tone.Muted }
        );
}
