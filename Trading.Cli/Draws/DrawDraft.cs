using Trading.Crypto;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Statements;

namespace Trading.Cli;

/// <summary>A draw as a host publishes it: what is sent, and what stays with the host.</summary>
/// <param name="Draw">Its id.</param>
/// <param name="Request">The request.</param>
/// <param name="Policies">Policies of the locks for draw, names and contact.</param>
/// <param name="Salt">The box for the custodian.</param>
/// <param name="GateSalt">The box for the gate; empty where the buyer fills no seat.</param>
/// <param name="Signature">The host's.</param>
public sealed record PublishedDraw(
    string Draw,
    DrawRequest Request,
    IReadOnlyList<LockPolicy> Policies,
    byte[] Salt,
    byte[] GateSalt,
    byte[] Signature
)
{
    /// <summary>Canonical bytes of the policies.</summary>
    public IReadOnlyList<byte[]> PolicyBytes => [.. Policies.Select(LockPolicyCodec.ToBytes)];
}

/// <summary>
/// What a host writes down before a draw. Rehearsals and the demo fill it in; <see cref="Publish"/> makes of it what
/// the platform takes. Source: docs/spec/draw.md, "Request" and "Locks".
/// </summary>
public sealed record DrawDraft
{
    private const long Second = 1_000_000;

    /// <summary>The session whose bids are evaluated; empty where there is none here.</summary>
    public string Session { get; init; } = "";

    /// <summary>The lot; empty for all.</summary>
    public string Lot { get; init; } = "";

    /// <summary>The rules of the trade.</summary>
    public DrawRules Rules { get; init; } = DrawRules.ProcurementGoods;

    /// <summary>In fen; 0 where there is none.</summary>
    public long BudgetFen { get; init; }

    /// <summary>Technically complex, or of high social impact.</summary>
    public bool IsWeighty { get; init; }

    /// <summary>Kinds of seats.</summary>
    public required IReadOnlyList<SeatGroup> Groups { get; init; }

    /// <summary>Credit code of the buyer.</summary>
    public required string BuyerUnit { get; init; }

    /// <summary>Credit code of the agent, or empty.</summary>
    public string AgentUnit { get; init; } = "";

    /// <summary>Credit codes of further units that are avoided.</summary>
    public IReadOnlyList<string> AvoidedUnits { get; init; } = [];

    /// <summary>
    /// Whom the buyer sends, by identity number and credit code of the unit: the numbers are hashed here.
    /// </summary>
    public IReadOnlyList<(string Id, string Unit)> BuyerSeats { get; init; } = [];

    /// <summary>Identity numbers of persons who are avoided: hashed here, with a salt for the custodian.</summary>
    public IReadOnlyList<string> AvoidedPersons { get; init; } = [];

    /// <summary>Regions that experts may come from; none: from everywhere.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>How many more than its seats each group has to have.</summary>
    public byte ReserveDepth { get; init; } = 1;

    /// <summary>t_draw, UTC microseconds.</summary>
    public required long DrawAt { get; init; }

    /// <summary>When the room opens; an hour after the draw where it is not said.</summary>
    public long? RoomAt { get; init; }

    /// <summary>Where experts report.</summary>
    public required string Place { get; init; }

    /// <summary>A rehearsal.</summary>
    public bool Drill { get; init; }

    /// <summary>Who holds the trustees' machines.</summary>
    public Custody Custody { get; init; } = Custody.Single;

    /// <summary>
    /// Draws an id and a salt, and signs. A trust file without trustees or without one of the offices is a
    /// <see cref="CommandException"/>.
    /// </summary>
    public PublishedDraw Publish(TrustFile trust, PersonKey host, byte[] supervisorKey, Entropy entropy)
    {
        ArgumentNullException.ThrowIfNull(trust);
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(entropy);
        var suite = Suite.P256;
        var (id, salt) = (new byte[Names.IdDigits / 2], new byte[PersonHash.SaltBytes]);
        entropy.Fill(id);
        entropy.Fill(salt);
        var custodian = OfficeOf(trust, OfficeKind.Custodian);
        var request = Request(suite, Convert.ToHexStringLower(id), salt);
        var roles = new PolicyRoles(
            custodian.SigningKey,
            OfficeOf(trust, OfficeKind.Gateway).SigningKey,
            OfficeOf(trust, OfficeKind.Gate).SigningKey,
            host.PublicPoint,
            supervisorKey
        );
        var policies = DrawLots.Purposes.Select(purpose => Policy(trust, request, purpose, roles)).ToList();
        var box = SaltFor(custodian, request.Hash(), salt, entropy);
        // The gate compares persons where there are some to compare with, and gets the salt for nothing else.
        var gateBox =
            BuyerSeats.Count > 0 ? SaltFor(OfficeOf(trust, OfficeKind.Gate), request.Hash(), salt, entropy) : [];
        var signed = DrawStatements.Publication(
            suite,
            request.Hash(),
            [.. policies.Select(LockPolicyCodec.ToBytes)],
            box,
            gateBox
        );
        return new PublishedDraw(request.Draw, request, policies, box, gateBox, host.Sign(Tags.DrawPublish, signed));
    }

    internal static byte[] SaltFor(TrustedOffice office, byte[] info, byte[] salt, Entropy entropy)
    {
        var suite = Suite.P256;
        return suite.Group.TryDecode(office.StaticKey, out var recipient)
            ? SealedBox.Seal(suite, recipient, Tags.DrawSealedSalt, info, salt, entropy)
            : throw CommandException.Usage($"The static key of {office.Name} in the trust file is no point.");
    }

    internal static TrustedOffice OfficeOf(TrustFile trust, OfficeKind kind) =>
        trust.Offices.FirstOrDefault(o => o.Kind == kind)
        ?? throw CommandException.Usage(
            $"The trust file names no {kind.ToString().ToLowerInvariant()}: draws need custodian, gateway and gate."
        );

    internal static byte[] PlatformOf(TrustFile trust) =>
        trust.Platforms is [{ } platform, ..]
            ? platform.SigningKey
            : throw CommandException.Usage("The trust file names no platform.");

    internal DrawRequest Request(Suite suite, string id, byte[] salt) =>
        new()
        {
            Suite = suite.Id,
            Draw = id,
            Session = Session,
            Lot = Lot,
            Rules = Rules.Id,
            RulesVersion = (ushort)Rules.Version,
            BudgetFen = BudgetFen,
            IsWeighty = IsWeighty,
            Groups = Groups,
            BuyerSeats = [.. BuyerSeats.Select(s => new BuyerSeat(PersonHash.Of(suite, salt, s.Id), s.Unit))],
            BuyerUnit = BuyerUnit,
            AgentUnit = AgentUnit,
            AvoidedUnits = [.. AvoidedUnits.Distinct().Order(StringComparer.Ordinal)],
            PersonSaltHash = PersonHash.OfSalt(suite, salt),
            AvoidedPersons =
            [
                .. AvoidedPersons
                    .Distinct()
                    .Select(person => PersonHash.Of(suite, salt, person))
                    .OrderBy(Convert.ToHexString, StringComparer.Ordinal),
            ],
            Regions = Regions,
            ReserveDepth = ReserveDepth,
            DrawAt = DrawAt,
            RoomAt = RoomAt ?? DrawAt + 3600 * Second,
            Place = Place,
        };

    private LockPolicy Policy(TrustFile trust, DrawRequest request, LockPurpose purpose, PolicyRoles roles) =>
        new()
        {
            Session = request.Draw,
            Lot = DrawLots.Of(purpose),
            Purpose = purpose,
            Suite = request.Suite,
            Threshold = (byte)(trust.Trustees.Count / 2 + 1),
            Trustees = [.. trust.Trustees.Select(t => new PolicyTrustee(t.Name, t.StaticKey, t.SigningKey))],
            PlatformKey = PlatformOf(trust),
            Custody = Custody,
            CloseAt = request.DrawAt,
            OpenAt = request.DrawAt,
            DrawAt = purpose == LockPurpose.Draw ? request.DrawAt : 0,
            Ticks = [new TickPeriod(60, 10)],
            RecordSizeBytes = 4096,
            SecondSecret = SecondSecret.None,
            WindowSeconds = 0,
            Quorum = 3,
            CeremonyFate = CeremonyFate.Destroy,
            Drill = Drill,
            Roles = roles,
            TermsHash = request.Hash(),
        };
}
