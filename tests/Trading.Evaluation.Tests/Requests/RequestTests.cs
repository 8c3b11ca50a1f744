using Trading.Crypto;

namespace Trading.Evaluation.Tests.Requests;

public class RequestTests
{
    private static readonly DrawRequest Plain = Draw.NewRequest();
    private static readonly string Other = Draw.Code("91459900900000003");

    private static byte[] Person(byte fill) => [.. Enumerable.Repeat(fill, 32)];

    private static DrawRequest WithSeats(int drawn, int buyers) =>
        Plain with
        {
            Groups = [Plain.Groups[0] with { Seats = drawn }],
            BuyerSeats = [.. Enumerable.Range(1, buyers).Select(i => new BuyerSeat(Person((byte)i), Plain.BuyerUnit))],
        };

    private static IEnumerable<(RequestReason, string, long, long)> Refusals(
        DrawRequest request,
        DrawRules? rules = null
    ) =>
        RequestGates
            .Check(request, rules ?? DrawRules.ProcurementGoods)
            .Select(r => (r.Reason, r.Rule, r.Found, r.Bound));

    [Fact]
    public void A_lawful_request_passes_every_gate()
    {
        Assert.Empty(Refusals(Plain));
        Assert.Empty(Refusals(WithSeats(5, 0)));
        Assert.Empty(Refusals(WithSeats(6, 3)));
        Assert.Empty(Refusals(WithSeats(4, 1)));
    }

    [Theory]
    [InlineData(3, 0, RequestReason.TooFewMembers, 3, 5)]
    [InlineData(6, 0, RequestReason.EvenMembers, 6, 0)]
    [InlineData(3, 2, RequestReason.TooFewExperts, 3, 4)]
    [InlineData(5, 4, RequestReason.TooFewExperts, 5, 6)]
    public void Members_are_counted(int drawn, int buyers, RequestReason reason, long found, long bound) =>
        Assert.Equal([(reason, "procurement-87:47", found, bound)], Refusals(WithSeats(drawn, buyers)));

    [Fact]
    public void All_refusals_are_told_at_once() =>
        Assert.Equal(
            [RequestReason.TooFewMembers, RequestReason.EvenMembers, RequestReason.TooFewExperts],
            Refusals(WithSeats(2, 2)).Select(r => r.Item1)
        );

    [Fact]
    public void A_large_or_weighty_matter_takes_seven_in_procurement_alone()
    {
        var large = Plain with { BudgetFen = 1_000_000_000 };
        Assert.Equal([(RequestReason.TooFewForLarge, "procurement-87:47", 5L, 7L)], Refusals(large));
        Assert.Single(Refusals(Plain with { IsWeighty = true }));
        Assert.Empty(Refusals(large with { BudgetFen = 999_999_999 }));
        Assert.Empty(Refusals(WithSeats(7, 0) with { BudgetFen = 1_000_000_000 }));
        Assert.Empty(Refusals(large with { Rules = "construction-national" }, DrawRules.ConstructionNational));
    }

    [Fact]
    public void The_agents_staff_and_the_avoided_do_not_sit()
    {
        var seat = WithSeats(4, 1);
        Assert.Equal(
            [RequestReason.AgentsStaff],
            Refusals(seat with { BuyerSeats = [new(Person(1), Plain.AgentUnit)] }).Select(r => r.Item1)
        );
        Assert.Empty(Refusals(seat with { BuyerSeats = [new(Person(1), Other)], AgentUnit = "" }));
        Assert.Equal(
            [RequestReason.AvoidedPersonSits],
            Refusals(seat with { AvoidedPersons = [Person(1)] }).Select(r => r.Item1)
        );
        Assert.Equal(
            [RequestReason.SamePersonTwice],
            Refusals(WithSeats(5, 2) with { BuyerSeats = [new(Person(1), Other), new(Person(1), Plain.BuyerUnit)] })
                .Select(r => r.Item1)
        );
    }

    [Theory]
    [InlineData(86_400, null)]
    [InlineData(1800, null)]
    [InlineData(86_401, RequestReason.DrawTooEarly)]
    [InlineData(1799, RequestReason.DrawTooLate)]
    [InlineData(-1, RequestReason.DrawTooLate)]
    public void The_draw_is_shortly_before_the_room_opens(long seconds, RequestReason? reason)
    {
        var refused = Refusals(Plain with { RoomAt = Plain.DrawAt + seconds * Draw.Second }).ToList();
        Assert.Equal(reason, refused.Count == 0 ? null : Assert.Single(refused).Item1);
    }

    [Fact]
    public void Other_rules_judge_nothing() =>
        Assert.Equal([RequestReason.OtherRules], Refusals(Plain, DrawRules.ProcurementServices).Select(r => r.Item1));

    [Fact]
    public void The_day_of_the_draw_is_beijings()
    {
        Assert.Equal(new DateOnly(2026, 3, 2), Plain.Day);
        Assert.Equal(new DateOnly(2026, 3, 2), (Plain with { DrawAt = Draw.DrawAt + 16 * 3600 * Draw.Second - 1 }).Day);
        Assert.Equal(new DateOnly(2026, 3, 3), (Plain with { DrawAt = Draw.DrawAt + 16 * 3600 * Draw.Second }).Day);
    }

    [Fact]
    public void Bytes_are_read_to_the_same_bytes()
    {
        var full = WithSeats(4, 1) with
        {
            AvoidedUnits = [Other],
            AvoidedPersons = [Person(3), Person(4)],
            Regions = ["450300", "110000"],
            IsWeighty = true,
        };
        var bytes = DrawRequestCodec.ToBytes(full);
        Assert.True(DrawRequestCodec.TryParse(bytes, out var read));
        Assert.Equal(bytes, DrawRequestCodec.ToBytes(read));
        Assert.False(DrawRequestCodec.TryParse([.. bytes, 0], out _));
        for (var length = 0; length < bytes.Length; length++)
            Assert.False(DrawRequestCodec.TryParse(bytes.AsSpan(0, length), out _));
    }

    /// <summary>Requests that no reader takes, each with what is wrong.</summary>
    public static TheoryData<string, DrawRequest> Malformed() =>
        new()
        {
            { "suite", Plain with { Suite = 2 } },
            { "session", Plain with { Session = "0" } },
            { "lot", Plain with { Lot = "A" } },
            { "no rules", Plain with { Rules = "" } },
            { "budget", Plain with { BudgetFen = -1 } },
            { "no group", Plain with { Groups = [] } },
            { "seventeen groups", Plain with { Groups = [.. Enumerable.Repeat(Plain.Groups[1], 17)] } },
            { "no speciality", Plain with { Groups = [Plain.Groups[0] with { Specialities = [] }] } },
            { "speciality twice", Plain with { Groups = [Plain.Groups[0] with { Specialities = ["A08", "A08"] }] } },
            { "speciality", Plain with { Groups = [Plain.Groups[0] with { Specialities = ["A8"] }] } },
            { "level", Plain with { Groups = [Plain.Groups[0] with { Least = 0 }] } },
            { "no seat", Plain with { Groups = [Plain.Groups[0] with { Seats = 0 }] } },
            { "fifty-one seats", Plain with { Groups = [Plain.Groups[0] with { Seats = 50 }, Plain.Groups[1]] } },
            { "buyer", Plain with { BuyerUnit = "" } },
            { "agent", Plain with { AgentUnit = "91459900900000003X" } },
            { "person", Plain with { AvoidedPersons = [new byte[31]] } },
            { "units fall", Plain with { AvoidedUnits = [Plain.AgentUnit, Plain.BuyerUnit] } },
            { "persons repeat", Plain with { AvoidedPersons = [Person(1), Person(1)] } },
            { "region", Plain with { Regions = ["450001"] } },
            { "depth", Plain with { ReserveDepth = 51 } },
            { "time", Plain with { DrawAt = 0 } },
            { "place", Plain with { Place = "" } },
        };

    [Theory, MemberData(nameof(Malformed))]
    public void What_is_not_well_formed_has_no_bytes(string what, DrawRequest request)
    {
        Assert.NotEmpty(what);
        Assert.Throws<ArgumentException>(() => DrawRequestCodec.ToBytes(request));
    }

    [Fact]
    public void A_short_code_holds_those_under_it_and_a_title_the_higher_ones()
    {
        var group = new SeatGroup(["A08"], ExpertLevel.Associate, 1);
        var expert = InventedExperts.Of(1).Single() with
        {
            Level = ExpertLevel.Senior,
            Specialities = ["B01", "A0801"],
        };
        Assert.True(group.Fits(expert));
        Assert.False(group.Fits(expert with { Specialities = ["B01", "A0901"] }));
        Assert.False(group.Fits(expert with { Level = ExpertLevel.Intermediate }));
        Assert.False((group with { Specialities = ["A0801"] }).Fits(expert with { Specialities = ["A08"] }));
    }

    [Fact]
    public void A_person_is_found_under_the_salt_alone()
    {
        var salt = new byte[32];
        Assert.NotEqual(PersonHash.Of(Suite.P256, salt, "1"), PersonHash.Of(Suite.P256, Draw.PersonSalt, "1"));
        Assert.NotEqual(PersonHash.Of(Suite.P256, salt, "1"), PersonHash.OfSalt(Suite.P256, salt));
    }
}
