using Trading.Crypto;
using Trading.Evaluation.Pool;
using Trading.Evaluation.Requests;

namespace Trading.Cli;

/// <summary>
/// The request of a demonstration: seats for the two fields that most of the table's experts have, two thirds for the
/// first. Its day is the latest on which a status of the table begins, so that it follows from the table alone.
/// </summary>
internal static class DemoRequest
{
    // Field: a letter and two digits of a speciality.
    private const int FieldCharacters = 3;
    private const long Second = 1_000_000;
    private const int EpochDay = 719_162;
    private const int NineOClockUtc = 3600;

    public static DrawRequest Of(IReadOnlyList<Expert> experts, int seats, byte[] personSalt, Entropy entropy)
    {
        var day = experts.Select(e => e.Since).DefaultIfEmpty(new DateOnly(2026, 1, 1)).Max();
        var drawAt = ((day.DayNumber - EpochDay) * 86_400L + NineOClockUtc) * Second;
        var draw = new byte[16];
        entropy.Fill(draw);
        return new DrawRequest
        {
            Suite = Suite.P256.Id,
            Draw = Convert.ToHexStringLower(draw),
            Session = "",
            Lot = "",
            Rules = DrawRules.ProcurementGoods.Id,
            RulesVersion = DrawRules.ProcurementGoods.Version,
            BudgetFen = 0,
            IsWeighty = false,
            Groups = Groups(experts, seats),
            BuyerSeats = [],
            BuyerUnit = InventedExperts.UnitCode(900_000_001),
            AgentUnit = InventedExperts.UnitCode(900_000_002),
            AvoidedUnits = [],
            PersonSaltHash = PersonHash.OfSalt(Suite.P256, personSalt),
            AvoidedPersons = [],
            Regions = [],
            ReserveDepth = 1,
            DrawAt = drawAt,
            RoomAt = drawAt + 3600 * Second,
            Place = "3 号门",
        };
    }

    private static SeatGroup[] Groups(IReadOnlyList<Expert> experts, int seats)
    {
        var fields = experts
            .SelectMany(e => e.Specialities.Select(s => s[..FieldCharacters]).Distinct())
            .CountBy(field => field)
            .OrderByDescending(field => field.Value)
            .ThenBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => field.Key)
            .DefaultIfEmpty("A08")
            .Take(2)
            .ToList();
        var second = fields.Count > 1 ? seats / 3 : 0;
        var first = new SeatGroup([fields[0]], ExpertLevel.Intermediate, seats - second);
        return second == 0 ? [first] : [first, new SeatGroup([fields[1]], ExpertLevel.Intermediate, second)];
    }
}
