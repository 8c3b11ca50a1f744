namespace Trading.Opening.Tests.Records;

/// <summary>
/// Records that are printed: an ordinary one, one in which everything is awkward, and one with many bids.
/// </summary>
internal static class RecordSamples
{
    private const long Million = 100_000_000;

    public static Session.Concluded Ordinary()
    {
        var bids = new (string Name, long Fen, int Days, string Manager)[]
        {
            ("漓江建设集团有限公司", 87 * Million + 654_321_00, 540, "陈志远"),
            ("广西桂北路桥工程有限公司", 88 * Million + 120_000_00, 540, "李晓明"),
            ("中铁第九工程局集团有限公司", 86 * Million + 998_877_66, 510, "王海涛"),
            ("桂林市市政工程有限责任公司", 90 * Million + 5, 545, "蒋文华"),
            ("湖南路桥建设集团有限责任公司", 91 * Million + 350_000_00, 530, "周立新"),
            ("Nordlicht Baugesellschaft mbH 与桂林城投联合体", 89 * Million + 777_777_00, 500, "欧阳建国"),
            ("广东粤海基础工程股份有限公司", 92 * Million + 688_000_00, 548, "黄敏"),
            ("贵州黔桂公路桥梁有限公司", 88 * Million + 888_888_88, 525, "石大勇"),
        };
        var stage = new RecordStage(
            Terms(
                "GLZB-2027-0115",
                "漓江东路（解放桥至雉山路段）改造及雨污分流工程施工",
                RulePacks.ConstructionNational,
                false,
                new LotTerms("a", "道路、排水及照明工程", PriceKind.Amount, 92 * Million)
            )
        )
            .Frozen("a", 8, 11)
            .Opened(
                "a",
                [
                    .. bids.Select(b =>
                        RecordStage.Bid(
                            "a",
                            RecordStage.Content(
                                b.Name,
                                RecordStage.Yuan(b.Fen, b.Days == 530 ? Words.Print(b.Fen + 100) : null),
                                new("工期", $"{b.Days} 日历天"),
                                new("质量目标", "合格"),
                                new("项目经理", b.Manager)
                            ),
                            MarksOf(b.Fen, b.Days)
                        )
                    ),
                ]
            );
        return stage
            .Attended("a", 1, 2, 3, 5, 6, 8)
            .Objected(
                "a",
                3,
                "请核对第五家投标报价的大写与小写。",
                "经核对，小写与大写不一致，已作标记记入开标记录，由评标委员会按招标文件规定处理。"
            )
            .Confirmed("a", 1, 2, 3, 6, 8)
            .Concluded();
    }

    public static Session.Concluded Awkward()
    {
        var long500 = string.Concat(Enumerable.Repeat("极长之投标人名称", 62)) + "有限公司";
        var terms = Terms(
            "奇-2027/〔甲〕-👷",
            "𠮷野家\u202e改造\u2066（二期）<&>\"'\\ 𪚥𠔻 Ünïcödé",
            RulePacks.ConstructionNational,
            true,
            new("a", long500, PriceKind.Amount, 1_000_000_00),
            new("b", "费率标段", PriceKind.Rate, 980_000),
            new("c", "流标的标段", PriceKind.Amount, 0),
            new("d", "没有锁的标段", PriceKind.Amount, 0),
            new("e", "单价", PriceKind.UnitPrices, 50_00),
            new("f", "折扣", PriceKind.Discount, 0)
        );
        return new RecordStage(terms, Custody.Single)
            .Frozen("a", 9, 12, late: true)
            .Add(new BidRevoked(RecordStage.Close + 1_250_000, "a", RecordStage.Submission(99), [1]))
            .Opened("a", AwkwardBids(long500))
            .Frozen("b", 3)
            .Opened("b", RateBids())
            .Frozen("c", 2)
            .TooFew("c")
            .NoLock("d")
            .Frozen("e", 2)
            .Opened("e", UnitBids())
            .Frozen("f", 3)
            .Opened("f")
            .Attended("a", 1, 4, 7)
            .Confirmed("a", 1)
            .Objected("a", 7, string.Concat(Enumerable.Repeat("异议\n很长。", 400)), "答复：‮反写‬。👷🏽‍♀️")
            .Objected("b", 1, "？", string.Concat(Enumerable.Repeat("答", 2_000)))
            .Concluded();
    }

    /// <summary>
    /// Freezes that trustees saw too late: one that only orders freed, one with a trustee in time as well, one that the
    /// host alone ordered, one with too few bids.
    /// </summary>
    public static Session.Concluded LateFreezes()
    {
        var terms = Terms(
            "GLZB-2027-0116",
            "逾期见证的冻结",
            RulePacks.ConstructionNational,
            false,
            new("a", "依命令见证", PriceKind.Amount, 0),
            new("b", "另有按时见证", PriceKind.Amount, 0),
            new("c", "只有一人下令", PriceKind.Amount, 0),
            new("d", "流标", PriceKind.Amount, 0)
        );
        return new RecordStage(terms)
            .Unwitnessed("a", 3)
            .Ordered("a", Role.Supervisor, 95)
            .Ordered("a", Role.Host, 130)
            .Cosigned("a", 2, true, 133)
            .Cosigned("a", 3, true, 134)
            .OpenedLate("a", 133, LateBids("a"))
            .Unwitnessed("b", 3)
            .Ordered("b", Role.Host, 90)
            .Ordered("b", Role.Supervisor, 91)
            .Cosigned("b", 1, false, 92)
            .Cosigned("b", 3, true, 93)
            .OpenedLate("b", 92, LateBids("b"))
            .Unwitnessed("c", 3)
            .Ordered("c", Role.Host, 30)
            .Cosigned("c", 1, false, 31)
            .Cosigned("c", 2, false, 32)
            .Cosigned("c", 3, true, 33)
            .OpenedLate("c", 33, LateBids("c"))
            .Unwitnessed("d", 2)
            .Ordered("d", Role.Host, 40)
            .Ordered("d", Role.Supervisor, 41)
            .Cosigned("d", 1, true, 42)
            .Cosigned("d", 2, true, 43)
            .TooFew("d", 44)
            .Concluded();
    }

    /// <summary>
    /// The process stood still over the deadline, and another time it was away for longer than can be made up for.
    /// </summary>
    public static Session.Concluded Standstills()
    {
        var stage = new RecordStage(
            Terms(
                "GLZB-2027-0117",
                "截止时停顿",
                RulePacks.ConstructionNational,
                false,
                new LotTerms("a", "道路", PriceKind.Amount, 0),
                new LotTerms("b", "照明", PriceKind.Amount, 0)
            )
        );
        foreach (
            var (from, until, restarted) in new[]
            {
                (-1_500_000, 2_250_000, false),
                (2_750_000, 6_000_000, true),
                (-300_000, 8_000_000, true),
            }
        )
            stage.Add(
                new PlatformStoodStill(
                    RecordStage.Close + until + 500_000,
                    RecordStage.Close + from,
                    RecordStage.Close + until,
                    restarted
                )
            );
        return stage.Frozen("a", 3).Opened("a", LateBids("a")).Frozen("b", 1).TooFew("b").Concluded();
    }

    /// <summary>
    /// Bids whose certificate, of an authority made for it, names another than the form; the last one names nobody.
    /// </summary>
    public static Session.Concluded OtherNames()
    {
        var terms = Terms(
            "GLZB-2027-0118",
            "名称与证书",
            RulePacks.ConstructionNational,
            false,
            new LotTerms("a", "道路", PriceKind.Amount, 0)
        );
        using var authority = new Authority("Demo CA");
        using var named = new Person("甲建设集团有限公司", authority, code: "91330100799655058B");
        using var nameless = new Person("", authority);
        Func<int, SessionEvent> Bid(string name, string code, Person person, params Mark[] marks) =>
            RecordStage.Bid(
                "a",
                new OpeningForm(name, RecordStage.Yuan(1_000_00), [], person.Certificate, new byte[64], code).ToBytes(),
                marks
            );
        return new RecordStage(
            terms with
            {
                Publisher = new Publisher("广西诚正招标代理有限公司", RecordStage.Point(12)),
            }
        )
            .Frozen("a", 4)
            .Opened(
                "a",
                Bid("乙公司", "91450300MA5K123401", named, Mark.NameDiffers, Mark.CodeDiffers),
                Bid("甲建设集团有限公司", "91450300MA5K123401", named, Mark.CodeDiffers),
                Bid("甲建设集团有限公司", "91330100799655058B", named),
                Bid("丙公司", "", nameless, Mark.NameDiffers)
            )
            .Concluded();
    }

    /// <summary>One lot that nobody bid for enough: the shortest record there is.</summary>
    public static Session.Concluded Smallest() =>
        new RecordStage(
            Terms(
                "GLZB-2027-0116",
                "路灯维修",
                RulePacks.ConstructionNational,
                true,
                new LotTerms("a", "路灯", PriceKind.Amount, 0)
            ),
            Custody.Single
        )
            .Frozen("a", 1)
            .TooFew("a")
            .Concluded();

    /// <summary>As many bids as one asks for, with names and amounts that all differ.</summary>
    public static Session.Concluded Crowd(int bids)
    {
        var stage = new RecordStage(
            Terms(
                "QZ-2027-300",
                "大型集中采购",
                RulePacks.ProcurementGoods,
                false,
                new LotTerms("1", "办公设备", PriceKind.Amount, 0)
            )
        )
            .Frozen("1", bids)
            .Opened(
                "1",
                [
                    .. Enumerable
                        .Range(1, bids)
                        .Select(i =>
                            RecordStage.Bid(
                                "1",
                                RecordStage.Content(
                                    CrowdName(i),
                                    RecordStage.Yuan(CrowdFen(i)),
                                    new FormItem("交货期", $"{30 + i % 60} 日")
                                )
                            )
                        ),
                ]
            );
        return stage
            .Attended("1", Enumerable.Range(1, bids).Where(i => i % 3 == 0))
            .Confirmed("1", Enumerable.Range(1, bids).Where(i => i % 6 == 0))
            .Concluded();
    }

    public static string CrowdName(int number) =>
        $"{"赵钱孙李周吴郑王冯陈褚卫"[number % 12]}氏第{number}{"科贸建设电子"[number % 6]}有限公司";

    public static long CrowdFen(int number) => 1_000_003L * number + 17;

    private static Func<int, SessionEvent>[] AwkwardBids(string long500) =>
        [
            RecordStage.Bid(
                "a",
                RecordStage.Content(
                    "龘䶮㐂𠀀𪛖建设",
                    RecordStage.Yuan(-123_45),
                    new("工期", "九十天"),
                    new("很长的项目名称一二三四五六七八九十", "值")
                ),
                Mark.NegativePrice
            ),
            RecordStage.Bid("a", RecordStage.Content("👷🏽‍♀️ emoji 🏗️ 公司", RecordStage.Yuan(0)), Mark.ZeroPrice),
            RecordStage.Bid(
                "a",
                RecordStage.Content(
                    "שלום עולם‎ \u202eمرحبا\u202c Ltd",
                    RecordStage.Yuan(1_000_000_01, "壹佰万元整"),
                    new FormItem("说明", "第一行\n第二行\t制表")
                ),
                Mark.OverCeiling,
                Mark.WordsDiffer
            ),
            RecordStage.Bid(
                "a",
                RecordStage.Content(
                    long500,
                    RecordStage.Yuan(long.MaxValue, ""),
                    new FormItem(
                        string.Concat(Enumerable.Repeat("名", 500)),
                        string.Concat(Enumerable.Repeat("值，", 1_000))
                    )
                ),
                Mark.OverCeiling
            ),
            RecordStage.Unread("a", "CommitmentMismatch", Fault.Bidder),
            RecordStage.Unread("a", "stored bytes: Missing", Fault.Platform),
            RecordStage.Bid("a", "不是表单，只是一段文字。\u0000\u0007"u8.ToArray(), Mark.Unparsed),
            RecordStage.Bid("a", [.. Enumerable.Range(0, 4_000).Select(i => (byte)(i * 7))], Mark.Unparsed),
            RecordStage.Bid(
                "a",
                RecordStage.Content(
                    "a\nb\r\nc\u0085d\u2028e\ufeff",
                    new Price(PriceKind.Rate, 955_000, "百分之九十五点五", [])
                ),
                Mark.WrongPriceKind,
                Mark.OwnerUnproved,
                Mark.SameCertificate
            ),
        ];

    private static Func<int, SessionEvent>[] LateBids(string lot) =>
        [
            .. Enumerable
                .Range(1, 3)
                .Select(i => RecordStage.Bid(lot, RecordStage.Content(CrowdName(i), RecordStage.Yuan(CrowdFen(i))))),
        ];

    private static Func<int, SessionEvent>[] RateBids() =>
        [
            RecordStage.Bid("b", RecordStage.Content("甲", new Price(PriceKind.Rate, 955_000, "", []))),
            RecordStage.Bid("b", RecordStage.Content("乙", new Price(PriceKind.Rate, -1, "百分之负", []))),
            RecordStage.Bid(
                "b",
                RecordStage.Content("丙", new Price(PriceKind.Rate, 980_001, "百分之玖拾捌点零零零壹", [])),
                Mark.OverCeiling
            ),
        ];

    private static Func<int, SessionEvent>[] UnitBids() =>
        [
            RecordStage.Bid(
                "e",
                RecordStage.Content(
                    "甲",
                    new Price(
                        PriceKind.UnitPrices,
                        30_00,
                        "叁拾元整",
                        [
                            new UnitPrice("混凝土 C30", 10_00 * UnitPrice.PerFen),
                            new UnitPrice("钢筋", 20_00 * UnitPrice.PerFen),
                        ]
                    )
                )
            ),
            RecordStage.Bid(
                "e",
                RecordStage.Content(
                    "乙",
                    new Price(
                        PriceKind.UnitPrices,
                        256,
                        "",
                        [.. Enumerable.Range(1, 256).Select(i => new UnitPrice($"第 {i} 项", i * UnitPrice.PerFen))]
                    )
                )
            ),
        ];

    private static Mark[] MarksOf(long fen, int days) =>
        [
            .. fen > 92 * Million ? [Mark.OverCeiling] : Array.Empty<Mark>(),
            .. days == 530 ? [Mark.WordsDiffer] : Array.Empty<Mark>(),
        ];

    private static SessionTerms Terms(string code, string title, RulePack pack, bool drill, params LotTerms[] lots) =>
        new(
            code,
            title,
            pack,
            lots,
            [
                new(Role.Tenderer, "桂林市城市建设投资有限公司", RecordStage.Point(11)),
                new(Role.Agent, "广西诚正招标代理有限公司", RecordStage.Point(12)),
                new(Role.Host, "韦春梅", RecordStage.Point(13)),
                new(Role.Witness, "桂林市公共资源交易中心　莫涛", RecordStage.Point(14)),
                new(Role.Supervisor, "桂林市住房和城乡建设局　唐毅", RecordStage.Point(15)),
            ],
            drill
        );
}
