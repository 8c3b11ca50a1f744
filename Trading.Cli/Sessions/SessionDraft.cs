using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Trading.Crypto;

namespace Trading.Cli;

/// <summary>
/// A lot as a host writes it; the ceiling, for a discount the least discount, is text in the unit of its kind
/// ("12,345,678.90", "98%"), empty for none. Unit prices may have 2 to 6 decimals of a yuan. Scoring is a file of
/// scoring terms (docs/spec/scoring.md, 4.5), empty for none.
/// </summary>
public sealed record LotDraft(
    string Lot,
    string Title,
    PriceKind PriceKind = PriceKind.Amount,
    string Ceiling = "",
    int UnitPriceDecimals = LotTerms.LeastDecimals,
    string Scoring = ""
);

/// <summary>A person of the session: the certificate is a DER file.</summary>
public sealed record RoleDraft(Role Role, string Name, string Certificate);

/// <summary>
/// What a host writes down before a session is published; <see cref="Publish"/> turns it into terms and one policy per
/// lot.
/// </summary>
public sealed record SessionDraft
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(), new InstantJson("closeAt") },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    public required string TenderCode { get; init; }
    public required string Title { get; init; }
    public string RulePack { get; init; } = RulePacks.ConstructionNational.Id;

    /// <summary>Null stands for the newest, the only one that a platform of today publishes under.</summary>
    public int? RulePackVersion { get; init; }
    public required IReadOnlyList<LotDraft> Lots { get; init; }
    public IReadOnlyList<RoleDraft> Roles { get; init; } = [];

    /// <summary>Deadline as an instant with its offset; or <see cref="OpensInSeconds"/>.</summary>
    public DateTimeOffset? CloseAt { get; init; }
    public int? OpensInSeconds { get; init; }

    /// <summary>
    /// Who holds the trustees' machines: it has to be said, for no default could be true for everybody.
    /// </summary>
    public Custody? Custody { get; init; }

    /// <summary>Seconds for objections and confirmations; null stands for the pack's usual ones.</summary>
    public int? PeriodSeconds { get; init; }

    /// <summary>t; 0 stands for the smallest majority.</summary>
    public byte Threshold { get; init; }
    public IReadOnlyList<TickPeriod> Ticks { get; init; } = [new(86_400, 60), new(600, 5)];
    public uint RecordSizeBytes { get; init; } = 16_384;
    public bool Drill { get; init; }

    /// <summary>
    /// The allowance for the key ceremony between publication and the opening of the intake (docs/decisions/0003).
    /// </summary>
    public const int CeremonySeconds = 4;

    public static SessionDraft Read(string path) =>
        JsonFile.Read<SessionDraft>(
            path,
            "a session",
            Strict,
            "see the example in README.md, \"A session of your own\""
        );

    /// <summary>The deadline, UTC microseconds, were the session published at that instant.</summary>
    public long CloseAtFrom(DateTimeOffset now) =>
        Micros(
            CloseAt
                ?? (
                    OpensInSeconds is { } seconds
                        ? now.AddSeconds(seconds + CeremonySeconds)
                        : throw CommandException.Usage(
                            "The session has no deadline.",
                            "set closeAt or opensInSeconds in the file, or say --close-at or --opens-in"
                        )
                )
        );

    /// <summary>
    /// Throws what <see cref="Publish"/> would, before the platform is asked for anything. What it would publish, but
    /// for who publishes it.
    /// </summary>
    public SessionTerms Check(TrustFile trust, byte[] hostCertificate, DateTimeOffset now)
    {
        var published = Publish(trust, hostCertificate, new Publisher("-", null), now);
        _ = published.PolicyBytes;
        return published.Terms;
    }

    /// <summary>Terms and policies under a fresh session id, published by somebody who has the right.</summary>
    public PublishedSession Publish(TrustFile trust, byte[] hostCertificate, Publisher publisher, DateTimeOffset now)
    {
        var scoring = new List<string>();
        var pack = FindPack();
        var terms = new SessionTerms(
            TenderCode,
            Title,
            pack,
            [.. Lots.Select(lot => ToTerms(lot, scoring))],
            [HostRole(hostCertificate), .. Roles.Select(ToRole)],
            Drill,
            publisher,
            scoring.Count > 0 ? scoring : null,
            PeriodSeconds ?? pack.UsualPeriodSeconds
        );
        if (Opening.Publications.Terms.Check(terms) is { } problem)
            throw CommandException.Usage(problem);
        if (!terms.Roles.Any(role => role.Role == Role.Supervisor))
            throw CommandException.Usage(
                "The session names no supervisor: nobody could free a lot whose freeze no trustee saw in time.",
                "add --supervisor NAME=FILE.der, or a role Supervisor to the file"
            );
        var closeAt = CloseAtFrom(now);
        var session = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Names.IdDigits / 2));
        return new PublishedSession(
            session,
            terms,
            [.. Lots.Select(lot => ToPolicy(session, lot, terms, trust, closeAt))]
        );
    }

    private RulePack FindPack() =>
        (RulePackVersion is { } version ? RulePacks.Find(RulePack, version) : RulePacks.Newest(RulePack))
        ?? throw CommandException.Usage(
            $"There is no rule pack {RulePack}{(RulePackVersion is null ? "" : $" of version {RulePackVersion}")}.",
            $"one of: {string.Join(", ", RulePacks.All.Select(p => $"{p.Id} {p.Version}"))}"
        );

    private static LotTerms ToTerms(LotDraft lot, List<string> scoring)
    {
        var what = $"The {(lot.PriceKind == PriceKind.Discount ? "least discount" : "ceiling")} of lot {lot.Lot}";
        var ceiling = lot.Ceiling.Length > 0 ? PriceText.Read(lot.PriceKind, lot.Ceiling, what) : 0;
        var number = lot.Scoring.Length > 0 ? NumberOf(ScoringText(lot.Scoring), scoring) : 0;
        return new LotTerms(lot.Lot, lot.Title, lot.PriceKind, ceiling, lot.UnitPriceDecimals, number);
    }

    // Lots with the same text share it.
    private static int NumberOf(string text, List<string> scoring)
    {
        if (!scoring.Contains(text, StringComparer.Ordinal))
            scoring.Add(text);
        return scoring.IndexOf(text) + 1;
    }

    private static string ScoringText(string path)
    {
        const string what = "a file of scoring terms";
        var text = InputFile.Text(path, what);
        const int most = Opening.Publications.Terms.MostScoringBytes;
        return Encoding.UTF8.GetByteCount(text) <= most
            ? text
            : throw CommandException.Usage(
                $"{InputFile.Shown(path)} has {SizeText.Print(Encoding.UTF8.GetByteCount(text))}; {what} has at most "
                    + $"{SizeText.Print(most)}.",
                "leave out white space, or shorten its lists: the terms are published with the session"
            );
    }

    private static SessionRole HostRole(byte[] certificate) =>
        new(Role.Host, NameIn(certificate, "the host"), KeyIn(certificate, "the host"));

    private static SessionRole ToRole(RoleDraft draft) =>
        new(
            draft.Role,
            draft.Name,
            KeyIn(InputFile.Bytes(draft.Certificate, "a certificate (DER)"), draft.Certificate)
        );

    private LockPolicy ToPolicy(string session, LotDraft lot, SessionTerms terms, TrustFile trust, long closeAt)
    {
        var policy = new LockPolicy
        {
            Session = session,
            Lot = lot.Lot,
            Purpose = LockPurpose.Open,
            Suite = Suite.P256.Id,
            Threshold = Threshold > 0 ? Threshold : (byte)(trust.Trustees.Count / 2 + 1),
            Trustees =
            [
                .. trust
                    .Trustees.OrderBy(t => t.Name, StringComparer.Ordinal)
                    .Select(t => new PolicyTrustee(t.Name, t.StaticKey, t.SigningKey)),
            ],
            PlatformKey = (
                trust.Platforms is [var platform]
                    ? platform
                    : throw CommandException.Usage(
                        "The trust file must name exactly one platform to prepare a session."
                    )
            ).SigningKey,
            Custody = Custody ?? throw NoCustody(),
            CloseAt = closeAt,
            OpenAt = closeAt,
            Ticks = Ticks,
            RecordSizeBytes = RecordSizeBytes,
            SecondSecret = Trading.Locks.Policies.SecondSecret.None,
            WindowSeconds = 0,
            Quorum = (byte)Math.Max(3, terms.RulePack.MinimumSubmitted),
            CeremonyFate = CeremonyFate.Destroy,
            Drill = Drill,
            Roles = new PolicyRoles(null, null, null, KeyOf(terms, Role.Host), KeyOf(terms, Role.Supervisor)),
            TermsHash = Opening.Publications.Terms.Hash(Suite.P256, terms),
        };
        return policy;
    }

    private static CommandException NoCustody() =>
        CommandException.Usage(
            "Nobody said who holds the trustees' machines. Independent: each trustee has its own machine and its own "
                + "operator, and no single one of them can open early. Single: all on one machine, whose root could. "
                + "It stands in every lock and in every verdict, so it is chosen and never assumed.",
            "say --custody Independent or --custody Single (in the file: \"custody\"), whichever is true"
        );

    private static byte[]? KeyOf(SessionTerms terms, Role role) => terms.Roles.FirstOrDefault(r => r.Role == role)?.Key;

    private static byte[] KeyIn(byte[] certificate, string whose) => Read(certificate, whose).Key;

    private static string NameIn(byte[] certificate, string whose) => Read(certificate, whose).Subject;

    private static Certificate Read(byte[] certificate, string whose) =>
        Certificate.TryParse(certificate, out var parsed)
            ? parsed
            : throw CommandException.Usage(
                $"The certificate of {whose} cannot be read: a P-256 certificate in DER is expected."
            );

    private static long Micros(DateTimeOffset instant) => instant.ToUnixTimeMilliseconds() * 1_000;
}

/// <summary>A session ready to be published.</summary>
public sealed record PublishedSession(string Session, SessionTerms Terms, IReadOnlyList<LockPolicy> Policies)
{
    public IReadOnlyList<byte[]> PolicyBytes => [.. Policies.Select(ToBytes)];

    private static byte[] ToBytes(LockPolicy policy)
    {
        try
        {
            return LockPolicyCodec.ToBytes(policy);
        }
        catch (ArgumentException problem)
        {
            throw CommandException.Usage(problem.Message, "see docs/spec/lock.md, \"Policy\"");
        }
    }
}
