namespace Trading.Opening.Tests.Records;

/// <summary>Records of version 2: what the samples of version 1 say, and what is new in it.</summary>
internal static class ArchivalSamples
{
    /// <summary>Names 甲公司, 张三 and a credit code; serial number 04D2. Fixed, so that records are.</summary>
    public static readonly byte[] Certificate = Convert.FromBase64String(
        "MIIBRjCB7qADAgECAgIE0jAKBggqhkjOPQQDAjASMRAwDgYDVQQDDAd2ZWN0b3JzMB4XDTI2MDEwMTAwMDAwMFoXDTM2MDEw"
            + "MTAwMDAwMFowSDEPMA0GA1UEAwwG5byg5LiJMRIwEAYDVQQKDAnnlLLlhazlj7gxITAfBgNVBGEMGE5UUkNOLTkxMzMwMTAw"
            + "Nzk5NjU1MDU4QjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNpc+InNDmZdQ5A3r6Zuad02cwsFEnfKIjQcVvIV+znPHlPn"
            + "zH8lYiU8xV3BbLOav2qhwlC5VYA8njktsshJay0wCgYIKoZIzj0EAwIDRwAwRAIgaSuHHVTsM3cRUOvpVVsKgylr5iNQkeNv"
            + "5NBzeMYDqsUCIACSg2aNh/eoScj+xduNuFsjlCfIal1qCbTIVJpzCH1r"
    );
    private const string Address = "https://kaibiao.example.gov.cn/hall/" + RecordStage.Id;

    /// <summary>The same session, concluded by a platform that prints version 2.</summary>
    public static Session.Concluded Second(Session.Concluded session, string address = Address) =>
        session with
        {
            Record = RecordVersion.Newest,
            Address = address,
            Certificate = Certificate,
        };

    /// <summary>A procurement whose bidders have letters of every extension, and certificates.</summary>
    public static Session.Concluded Letters()
    {
        var names = new[] { "𠮷野家商贸有限公司", "甲公司", "𪚥𠔻𫝀𫠠𬺰文化有限公司", "𰀀𱍐新字有限公司" };
        var terms = new SessionTerms(
            "GLCG-2027-0042",
            "办公家具（含𠮷字）采购",
            RulePacks.ProcurementGoods,
            [new LotTerms("1", "办公家具", PriceKind.Amount, 5_000_000_00)],
            [
                new(Role.Tenderer, "桂林市机关事务管理局", RecordStage.Point(11)),
                new(Role.Agent, "广西诚正招标代理有限公司", RecordStage.Point(12)),
                new(Role.Host, "韦春梅", RecordStage.Point(13)),
                new(Role.Notary, "桂林市公证处　莫涛", RecordStage.Point(14)),
                new(Role.Supervisor, "桂林市财政局　唐毅", RecordStage.Point(15)),
            ],
            false
        );
        var stage = new RecordStage(terms)
            .Frozen("1", names.Length + 1)
            .Opened(
                "1",
                [
                    .. names.Select(
                        (name, i) => RecordStage.Bid("1", Content(name, i), i == 1 ? [] : [Mark.NameDiffers])
                    ),
                    RecordStage.Unread("1", "stored bytes: Missing", Fault.Platform),
                ]
            );
        return Second(stage.Attended("1", 1, 2, 3).Confirmed("1", 2).Concluded());
    }

    private static byte[] Content(string name, int number) =>
        new OpeningForm(
            name,
            RecordStage.Yuan(4_000_000_00 + number * 12_345_67L),
            [new("交货期", $"{30 + number} 日")],
            number == 3 ? [0x30, 0] : Certificate,
            new byte[64],
            Version: 1
        ).ToBytes();
}
