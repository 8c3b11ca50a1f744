using System.Globalization;
using System.Text;

namespace Trading.Rooms.Tests.Fixtures;

/// <summary>Keys of everybody around a room: made once, for keys are slow to make.</summary>
internal static class Keys
{
    private static readonly Dictionary<string, SigningKey> Made = new(StringComparer.Ordinal);

    public static SigningKey Of(string who)
    {
        lock (Made)
        {
            if (!Made.TryGetValue(who, out var key))
                Made.Add(who, key = SigningKey.Generate(Suite.P256));
            return key;
        }
    }

    public static byte[] Point(string who) => Of(who).PublicPoint;
}

/// <summary>Starts to vary.</summary>
internal static class StartsOf
{
    public const string Room = "00112233445566778899aabbccddeeff";
    public const long Begin = 1_800_000_000_000_000;
    public const long Hour = 3_600_000_000;

    /// <summary>Goods by lowest-price benchmark: price 300, quality 500 in steps of half a point, service 200.</summary>
    public const string Goods = """
        {"format":"trading-score/1","pack":"procurement-goods","method":"lowest-price-benchmark","ceilingFen":100000000,
         "criteria":[{"id":"price","kind":"price","weightPermille":300},
          {"id":"quality","kind":"subjective","weightPermille":500,"maxHundredths":10000,"stepHundredths":50,
           "reasonBelowHundredths":5000},
          {"id":"service","kind":"objective","weightPermille":200,"maxHundredths":2000,"stepHundredths":100}],"bids":[]}
        """;

    /// <summary>Works by the lowest evaluated price: nothing is scored but the price.</summary>
    public const string Works = """
        {"format":"trading-score/1","pack":"construction-national","method":"lowest-evaluated-price",
         "ceilingFen":100000000,"criteria":[{"id":"price","kind":"price","weightPermille":1000}],"bids":[]}
        """;

    public static readonly RoomItem[] Items =
    [
        new("licence", ItemStage.Qualification, "营业执照", RejectionGround.Unqualified, "procurement-87:44"),
        new("signed", ItemStage.Compliance, "签字盖章", RejectionGround.Unresponsive, "procurement-87:63"),
        new("period", ItemStage.Compliance, "交货期", RejectionGround.Unresponsive, "procurement-87:63"),
    ];

    public static string BidId(int number) => number.ToString("x32", CultureInfo.InvariantCulture);

    public static RoomBid Bid(int number, long fen, string scoring = "") =>
        new(
            BidId(number),
            "",
            $"第{number}号供应商",
            fen,
            [new RoomFact("交货期", "30 天")],
            new byte[32],
            scoring,
            [Keys.Point($"bidder {number}")]
        );

    public static RoomStart New(
        string terms = Goods,
        int seats = 5,
        int buyers = 1,
        string pack = "procurement-goods",
        params RoomBid[] bids
    ) =>
        new()
        {
            Suite = Suite.P256.Id,
            Room = Room,
            Session = new string('1', 32),
            Lot = "1",
            Record = new byte[32],
            Checkpoint = "checkpoint",
            Draw = new string('2', 32),
            Pack = pack,
            PackVersion = 1,
            Terms = Suite.P256.Hash(Encoding.UTF8.GetBytes(terms)),
            DrawnK = "",
            EndsAt = Begin + 8 * Hour,
            Host = Keys.Point("host"),
            Supervisor = Keys.Point("supervisor"),
            Gate = Keys.Point("gate"),
            // Buyer's representatives come last.
            Seats =
            [
                .. Enumerable
                    .Range(1, seats)
                    .Select(n => new RoomSeat(n > seats - buyers ? SeatRole.Buyer : SeatRole.Expert, 10 * n)),
            ],
            Items = Items,
            Bids = bids,
        };

    /// <summary>So many bids at prices that are not abnormally low.</summary>
    public static RoomBid[] Bids(int count) =>
        [.. Enumerable.Range(1, count).Select(n => Bid(n, 80_000_000 + 1000 * n))];
}
