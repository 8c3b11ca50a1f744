using System.Text.Json;
using System.Text.Json.Serialization;
using Trading.Crypto;
using Trading.Evaluation.Pool;
using Trading.Evaluation.Requests;

namespace Trading.Cli;

/// <summary>Seats of one kind as a host writes them.</summary>
/// <param name="Specialities">Codes; one that is short holds all that stand under it.</param>
/// <param name="Least">The lowest title.</param>
/// <param name="Seats">1 and up.</param>
public sealed record GroupDraft(IReadOnlyList<string> Specialities, ExpertLevel Least, int Seats);

/// <summary>A representative whom the buyer names.</summary>
/// <param name="Unit">Credit code of the person's unit.</param>
/// <param name="Id">Identity number; hashed here and never sent.</param>
public sealed record BuyerSeatDraft(string Unit, string Id);

/// <summary>
/// The file in which a host writes down a draw. Every value is checked at its own place, so that a refusal names it;
/// what the law says of all of them is <see cref="RequestGates"/>'s. Source: docs/spec/draw.md, "Request".
/// </summary>
public sealed record DrawFile
{
    private const byte UsualReserve = 1;
    private const int MostGroups = 16;
    private const int MostPlaceLetters = 200;
    private const int MostAvoided = 1000;
    private const int MostRegions = 64;
    private const string See = "see the example in README.md, \"A draw of your own\"";
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        Converters =
        {
            new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false),
            new InstantJson("drawAt or roomAt"),
        },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>The session whose bids are evaluated; empty where there is none here.</summary>
    public string Session { get; init; } = "";

    /// <summary>Its lot; empty for all of them.</summary>
    public string Lot { get; init; } = "";

    /// <summary>The rules of the trade; their newest version holds.</summary>
    public string Rules { get; init; } = DrawRules.ProcurementGoods.Id;

    /// <summary>In yuan, such as "1,200,000.00"; empty where there is none.</summary>
    public string Budget { get; init; } = "";

    /// <summary>Technically complex, or of high social impact.</summary>
    public bool Weighty { get; init; }

    /// <summary>Kinds of seats.</summary>
    public required IReadOnlyList<GroupDraft> Groups { get; init; }

    /// <summary>Credit code of the buyer.</summary>
    public required string BuyerUnit { get; init; }

    /// <summary>Credit code of the agent, or empty.</summary>
    public string AgentUnit { get; init; } = "";

    /// <summary>Whom the buyer sends.</summary>
    public IReadOnlyList<BuyerSeatDraft> BuyerSeats { get; init; } = [];

    /// <summary>Credit codes of units that are avoided.</summary>
    public IReadOnlyList<string> AvoidedUnits { get; init; } = [];

    /// <summary>Identity numbers of persons who are avoided; hashed here and never sent.</summary>
    public IReadOnlyList<string> AvoidedPersons { get; init; } = [];

    /// <summary>Regions that experts may come from; none: from everywhere.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>How many more than its seats each group has to have; 1 where nothing is said.</summary>
    public byte? Reserve { get; init; }

    /// <summary>t_draw; an hour before the room opens where nothing is said.</summary>
    public DateTimeOffset? DrawAt { get; init; }

    /// <summary>When the room opens.</summary>
    public DateTimeOffset? RoomAt { get; init; }

    /// <summary>Where experts report.</summary>
    public required string Place { get; init; }

    /// <summary>The supervisor's certificate, a DER file.</summary>
    public required string Supervisor { get; init; }

    /// <summary>Who holds the trustees' machines.</summary>
    public Custody? Custody { get; init; }

    /// <summary>A rehearsal.</summary>
    public bool Drill { get; init; }

    /// <summary>Reads the file; a <see cref="CommandException"/> names what is wrong.</summary>
    public static DrawFile Read(string path) => JsonFile.Read<DrawFile>(path, "a draw", Strict, See);

    /// <summary>
    /// The draft of it, its draw so many seconds from now where that is said; a <see cref="CommandException"/> names
    /// the first key whose value cannot be.
    /// </summary>
    public DrawDraft ToDraft(DateTimeOffset now, int? drawsInSeconds)
    {
        DemandForms();
        var (drawAt, roomAt) = Times(now, drawsInSeconds);
        return Draft(drawAt, roomAt) with
        {
            ReserveDepth = Reserve ?? UsualReserve,
            Custody =
                Custody
                ?? throw CommandException.Usage(
                    "The draw does not say who holds the trustees' machines.",
                    "set custody to \"Single\" or \"Independent\" in the file"
                ),
        };
    }

    /// <summary>
    /// The draft of a draw that another system made at that instant. What such a draw does not have is refused by its
    /// key, and so is a room that has opened. Source: docs/spec/draw.md, "External draws".
    /// </summary>
    public DrawDraft ToImportedDraft(DateTimeOffset now, DateTimeOffset drawnAt)
    {
        Leave(Custody is not null, "custody", "no trustee holds a lock of an external draw");
        Leave(Regions.Count > 0, "regions", "whom the other system may draw is its own rule");
        Leave(Reserve is not null, "reserve", "nobody is drawn here for a seat that stays open");
        Leave(DrawAt is not null, "drawAt", "when the other system drew is told by --drawn-at");
        DemandForms();
        if (drawnAt > now)
            throw CommandException.Usage(
                $"--drawn-at {TimeText.Deadline(Micros(drawnAt))} lies ahead.",
                "say when the other system drew, as its paper has it"
            );
        if (RoomAt is not { } room)
            throw CommandException.Usage("The room has no hour.", "set roomAt in the file");
        if (room <= now || room <= drawnAt)
            throw CommandException.Usage(
                $"The room's hour {TimeText.Deadline(Micros(room))} has passed.",
                "a draw is imported before its room opens"
            );
        return Draft(Micros(drawnAt), Micros(room)) with { ReserveDepth = 0 };
    }

    /// <summary>The key of the certificate that the file names as the supervisor's.</summary>
    public byte[] SupervisorsKey() =>
        Certificate.TryParse(InputFile.Bytes(Supervisor, "a certificate (DER)"), out var certificate)
            ? certificate.Key
            : throw CommandException.Usage($"{InputFile.Shown(Supervisor)} is no certificate.");

    private static void Leave(bool isThere, string key, string why)
    {
        if (isThere)
            throw CommandException.Usage($"An external draw has no {key}: {why}.", $"leave {key} out of the file");
    }

    private void DemandForms()
    {
        Demand(Session.Length == 0 || Names.IsSession(Session), "session", Session);
        Demand(Lot.Length == 0 || (Session.Length > 0 && Names.IsLot(Lot)), "lot", Lot);
        Demand(Groups.Count is >= 1 and <= MostGroups, "groups", $"{Groups.Count} of them");
        foreach (var group in Groups)
            DemandGroup(group);
        Demand(Groups.Sum(g => g.Seats) <= DrawRequestCodec.SeatsMost, "groups", "more than 50 seats");
        Demand(CreditCode.IsValid(BuyerUnit), "buyerUnit", BuyerUnit);
        Demand(AgentUnit.Length == 0 || CreditCode.IsValid(AgentUnit), "agentUnit", AgentUnit);
        DemandAtMost(MostAvoided, AvoidedUnits, "avoidedUnits");
        DemandAtMost(MostAvoided, AvoidedPersons, "avoidedPersons");
        DemandAtMost(DrawRequestCodec.SeatsMost, BuyerSeats, "buyerSeats");
        DemandAtMost(MostRegions, Regions, "regions");
        DemandAll(AvoidedUnits, CreditCode.IsValid, "avoidedUnits");
        DemandAll([.. BuyerSeats.Select(s => s.Unit)], CreditCode.IsValid, "buyerUnit");
        DemandPersons(BuyerSeats.Select(s => s.Id), "buyerSeats");
        DemandPersons(AvoidedPersons, "avoidedPersons");
        DemandAll(Regions, RegionCode.IsValid, "regions");
        Demand((Reserve ?? UsualReserve) <= DrawRequestCodec.SeatsMost, "reserve", $"{Reserve}");
        Demand(Letters.FitsSeen(Place, 1, MostPlaceLetters), "place", Place);
    }

    private DrawDraft Draft(long drawAt, long roomAt) =>
        new()
        {
            Session = Session,
            Lot = Lot,
            Rules = RulesOf(),
            BudgetFen = Budget.Length > 0 ? PriceText.Read(PriceKind.Amount, Budget, "The budget") : 0,
            IsWeighty = Weighty,
            Groups = [.. Groups.Select(g => new SeatGroup(g.Specialities, g.Least, g.Seats))],
            BuyerUnit = BuyerUnit,
            AgentUnit = AgentUnit,
            BuyerSeats = [.. BuyerSeats.Select(s => (ResidentId.Written(s.Id), s.Unit))],
            AvoidedUnits = AvoidedUnits,
            AvoidedPersons = [.. AvoidedPersons.Select(ResidentId.Written)],
            Regions = Regions,
            DrawAt = drawAt,
            RoomAt = roomAt,
            Place = Place,
            Drill = Drill,
        };

    private static readonly TimeSpan UsualLead = TimeSpan.FromHours(1);

    private DrawRules RulesOf() =>
        DrawRules.All.Where(r => r.Id == Rules).MaxBy(r => r.Version)
        ?? throw CommandException.Usage(
            $"There are no rules {ScreenText.Clean(Rules)} for draws.",
            $"one of: {string.Join(", ", DrawRules.All.Select(r => r.Id).Distinct())}"
        );

    private (long DrawAt, long RoomAt) Times(DateTimeOffset now, int? drawsInSeconds)
    {
        var draw = drawsInSeconds is { } seconds ? now.AddSeconds(seconds) : DrawAt ?? RoomAt - UsualLead;
        if (draw is not { } at)
            throw CommandException.Usage(
                "The draw has no hour.",
                "set drawAt or roomAt in the file, or say --draws-in"
            );
        if (at <= now)
            throw CommandException.Usage(
                $"The draw's hour {TimeText.Deadline(Micros(at))} has passed.",
                "set a drawAt that lies ahead; without one it is an hour before roomAt"
            );
        return (Micros(at), Micros(RoomAt ?? at + UsualLead));
    }

    private static void DemandGroup(GroupDraft group)
    {
        Demand(group.Specialities.Count is >= 1 and <= Speciality.MostOfOne, "specialities", "1 to 16 codes");
        DemandAll(group.Specialities, Speciality.IsValid, "specialities");
        Demand(group.Seats is >= 1 and <= DrawRequestCodec.SeatsMost, "seats", $"{group.Seats}");
    }

    // An identity number is not shown again, not even a wrong one.
    private static void DemandPersons(IEnumerable<string> persons, string key)
    {
        foreach (var (i, person) in persons.Index())
            Demand(ResidentId.IsValid(ResidentId.Written(person)), key, $"what stands there as number {i + 1}");
    }

    private static void DemandAtMost<T>(int most, IReadOnlyList<T> values, string key) =>
        Demand(values.Count <= most, key, $"{values.Count} of them: there are at most {most}");

    private static void DemandAll(IReadOnlyList<string> values, Func<string, bool> isSound, string key)
    {
        if (values.FirstOrDefault(v => !isSound(v)) is { } wrong)
            Demand(false, key, wrong);
    }

    private static void Demand(bool holds, string key, string value)
    {
        if (!holds)
            throw CommandException.Usage($"{key} cannot be {ScreenText.Clean(value)}.", $"{Forms[key]}; {See}");
    }

    private static readonly Dictionary<string, string> Forms = new()
    {
        ["session"] = "a session has 32 hexadecimal digits, and trading status lists all",
        ["lot"] = "a lot belongs to a session; leave it out for all lots",
        ["groups"] = "1 to 16 groups of 1 to 50 seats, 50 in all",
        ["specialities"] = "a code is a capital letter and 2, 4, 6 or 8 digits, such as A0801",
        ["seats"] = "1 to 50",
        ["buyerUnit"] = "18 characters of a unified credit code (GB 32100), the last one its check",
        ["agentUnit"] = "18 characters of a unified credit code (GB 32100), the last one its check",
        ["avoidedUnits"] = "18 characters of a unified credit code (GB 32100), the last one its check",
        ["buyerSeats"] = "at most 50, each with unit and id: an identity number of 18 characters (GB 11643)",
        ["avoidedPersons"] = "18 characters of an identity number (GB 11643), the last one its check",
        ["regions"] = "six digits of GB/T 2260, such as 450300",
        ["reserve"] = "0 to 50",
        ["place"] = "1 to 200 letters",
    };

    private static long Micros(DateTimeOffset at) =>
        (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
