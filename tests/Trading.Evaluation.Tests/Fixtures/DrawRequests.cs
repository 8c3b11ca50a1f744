using Trading.Crypto;
using Trading.Evaluation.Pool;
using Trading.Evaluation.Requests;
using Trading.Streams.Acts;

namespace Trading.Evaluation.Tests.Fixtures;

/// <summary>What is asked for in tests of draws.</summary>
public static class DrawRequests
{
    // 2026-03-02 08:00 in Beijing.
    public const long DrawAt = 1_772_409_600_000_000;

    public static byte[] PersonSalt { get; } = [.. Enumerable.Repeat((byte)7, PersonHash.SaltBytes)];

    /// <summary>A request for three technical and two economic experts.</summary>
    public static DrawRequest New() =>
        new()
        {
            Suite = Suite.P256.Id,
            Draw = "00112233445566778899aabbccddeeff",
            Session = "ffeeddccbbaa99887766554433221100",
            Lot = "1",
            Rules = "procurement-goods",
            RulesVersion = 1,
            BudgetFen = 500_000_000,
            IsWeighty = false,
            Groups =
            [
                new SeatGroup(["A08"], ExpertLevel.Associate, 3),
                new SeatGroup(["B01"], ExpertLevel.Intermediate, 2),
            ],
            BuyerSeats = [],
            BuyerUnit = Code("91459900900000001"),
            AgentUnit = Code("91459900900000002"),
            AvoidedUnits = [],
            PersonSaltHash = PersonHash.OfSalt(Suite.P256, PersonSalt),
            AvoidedPersons = [],
            Regions = ["450000"],
            ReserveDepth = 2,
            DrawAt = DrawAt,
            RoomAt = DrawAt + 3_600_000_000,
            Place = "评标区 3 号门",
        };

    /// <summary>The same with two whom the buyer sends: seven members, five of whom are drawn.</summary>
    public static DrawRequest WithBuyers(params string[] ids)
    {
        var plain = New();
        return plain with
        {
            BuyerSeats =
            [
                .. ids.Select(id => new BuyerSeat(PersonHash.Of(Suite.P256, PersonSalt, id), plain.BuyerUnit)),
            ],
        };
    }

    public static string Code(string digits) =>
        "0123456789ABCDEFGHJKLMNPQRTUWXY".Select(check => digits + check).First(CreditCode.IsValid);
}
