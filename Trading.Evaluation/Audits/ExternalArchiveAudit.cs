using Trading.Crypto;
using Trading.Evaluation.Archives;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Statements;
using Trading.Streams.Archives;
using Trading.Streams.Audits;
using Trading.Streams.Heads;

namespace Trading.Evaluation.Audits;

/// <summary>
/// The checks of the archive of an external draw. They say that what was imported is what was signed, and that those
/// who came are those whom it names; none of them says how these people were drawn. Source: docs/spec/draw.md,
/// "Checks".
/// </summary>
public static class ExternalArchiveAudit
{
    /// <summary>What every verdict of an external draw says.</summary>
    public const string Remark =
        "external draw: another system drew these people; nobody can verify here how it drew them";

    /// <summary>All checks in the order of their numbers.</summary>
    public static IReadOnlyList<Check<ExternalArchiveCase>> Checks { get; } =
    [
        .. StreamChecks
            .Of<ExternalArchiveCase>()
            .Select(check =>
                check.Number == "V05"
                    ? check with
                    {
                        Run = _ => Finding.Nothing("an external draw has no trustees: the platform's signature is all"),
                    }
                    : check
            ),
        new("V77", "the import is canonical and passes the gates of its rules", 1, Import),
        new("V78", "host and supervisor signed the import", 2, Signatures),
        new(
            "V79",
            "the gate signed what became of everybody whom a hash names",
            3,
            c => PersonChecks.Statements(c.People)
        ),
        new(
            "V80",
            "the public counts of those people are those of the closed stream",
            1,
            c => PersonChecks.Counts(c.People)
        ),
        new(
            "V81",
            "every name that was told is signed, and of whom its hash names",
            3,
            c => PersonChecks.Names(c.People)
        ),
        new("V82", "the paper is the one that was signed", 1, Paper),
    ];

    /// <summary>Whether the file is the archive of an external draw.</summary>
    public static bool IsExternal(ReadOnlySpan<byte> file) =>
        DrawArchive.TryRead(file, out var archive, out _)
        && archive.Stream.Leaves is [ArchiveLeaf.Disclosed first, ..]
        && StreamEvidence.Read(DrawCodec.Table, [first], out _) is [ExternalDrawImported];

    /// <summary>Checks a file; without a trust file nothing anchors the keys.</summary>
    public static AuditReport Check(ReadOnlySpan<byte> file, TrustFile? trust)
    {
        var audited = ExternalArchiveCase.Read(file, trust);
        return new AuditReport(AuditRunner.RunAll(Checks, audited), trust is not null, RemarksOf(audited));
    }

    private static List<string> RemarksOf(ExternalArchiveCase c)
    {
        var remarks = new List<string> { Remark };
        if (c.Import is { Drill: true })
            remarks.Add("drill: a rehearsal, not a draw");
        if (c.Public.OfType<DrawFailed>().LastOrDefault() is { } failed)
            remarks.Add($"the draw ended without a committee: {failed.Cause}");
        return remarks;
    }

    private static Finding Import(ExternalArchiveCase c)
    {
        if (c.Import is not { } import)
            return Finding.Fail("the bytes are no import");
        if (DrawRules.Find(import.Request.Rules, import.Request.RulesVersion) is not { } rules)
            return Finding.Fail($"unknown rules {import.Request.Rules} {import.Request.RulesVersion}");
        var refusals = ExternalGates.Check(import, rules);
        return Finding.Of(
            refusals.Count == 0 ? null : string.Join(", ", refusals.Select(r => $"{r.Reason} [{r.Rule}]")),
            $"{import.Experts.Count} of {import.Request.Members} members, {import.System}, {import.Number}"
        );
    }

    private static Finding Signatures(ExternalArchiveCase c)
    {
        if (c.Import is not { } import || c.Imported is not { } imported)
            return Finding.Nothing("the import cannot be read");
        if (c.Trust is { } trust && !Covers(trust, import))
            return Finding.Fail("platform or gate are not those of the trust file");
        var suite = Suite.Find(import.Request.Suite)!;
        var signed = DrawStatements.Import(import.Hash(), imported.GateSalt);
        if (!SigningKey.Verify(suite, import.Host, Tags.DrawImport, signed, imported.HostSignature))
            return Finding.Fail("the host's signature does not hold");
        return Finding.Of(
            SigningKey.Verify(suite, import.Supervisor, Tags.DrawImport, signed, imported.SupervisorSignature)
                ? null
                : "the supervisor's signature does not hold",
            "as the import names them"
        );
    }

    private static bool Covers(TrustFile trust, ExternalImport import) =>
        trust.Platforms.Any(p => p.SigningKey.AsSpan().SequenceEqual(import.PlatformKey))
        && trust.FindOffice(OfficeKind.Gate, import.Gate) is not null;

    private static Finding Paper(ExternalArchiveCase c)
    {
        if (c.Import is not { } import)
            return Finding.Nothing("the import cannot be read");
        if (c.Public.OfType<PaperKept>().LastOrDefault() is not { } kept)
            return Finding.Nothing("the paper was not handed in");
        if (kept.Bytes != import.PaperBytes)
            return Finding.Fail($"{kept.Bytes} bytes were announced, {import.PaperBytes} were signed");
        if (c.Archive!.Paper is not { } paper)
            return c.Archive.Stream.Kind == ArchiveKind.Public
                ? Finding.Nothing("a public archive does not hold it")
                : Finding.Fail("the full archive does not hold it");
        var hash = Suite.Find(import.Request.Suite)!.Hash(paper);
        return Finding.Of(
            paper.Length == import.PaperBytes && hash.AsSpan().SequenceEqual(import.PaperHash)
                ? null
                : "it is another paper",
            $"{paper.Length} bytes"
        );
    }
}

/// <summary>What the archive of an external draw says.</summary>
public sealed class ExternalArchiveCase : IStreamCase
{
    private ExternalArchiveCase(string problem) => Problem = problem;

    private ExternalArchiveCase(DrawArchive archive, TrustFile? trust)
    {
        (Problem, Trust, Archive) = ("", trust, archive);
        Public = StreamEvidence.Read(DrawCodec.Table, archive.Stream.Leaves, out var problem);
        Closed = DrawArchiveCase.ReadAll(archive.Drawn, ref problem);
        Named = DrawArchiveCase.ReadAll(archive.Seated, ref problem);
        Imported = Public is [ExternalDrawImported first, ..] ? first : null;
        Import = Imported is not null && ExternalImportCodec.TryParse(Imported.Import, out var import) ? import : null;
        var suite = Import is null ? Suite.P256 : Suite.Find(Import.Request.Suite)!;
        People = Import is null
            ? null
            : new(
                suite,
                Import.Request.Draw,
                Import.Hash(),
                Import.Gate,
                PersonSeat.Of(Import),
                Public,
                Closed,
                Named,
                archive.Stream.Kind
            );
        Stream = new StreamEvidence(
            suite,
            archive.Stream,
            [.. Public.Select(e => e.GetType().Name)],
            problem,
            Import is null ? "" : Streams.Names.DrawStream(Import.Request.Draw),
            Import is null ? [] : [new HeadDemand("the import", new HeadKeys(Import.PlatformKey, [], 0), 0)],
            $"{archive.Drawn.Count} closed ones"
        );
    }

    /// <inheritdoc/>
    public string Problem { get; }

    /// <inheritdoc/>
    public StreamEvidence? Stream { get; }

    internal DrawArchive? Archive { get; }

    internal TrustFile? Trust { get; }

    internal IReadOnlyList<DrawEvent> Public { get; } = [];

    internal IReadOnlyList<DrawEvent> Closed { get; } = [];

    internal IReadOnlyList<DrawEvent> Named { get; } = [];

    internal ExternalDrawImported? Imported { get; }

    internal ExternalImport? Import { get; }

    internal PersonCase? People { get; }

    /// <summary>Reads a file; what it is no archive of says the first check.</summary>
    public static ExternalArchiveCase Read(ReadOnlySpan<byte> file, TrustFile? trust) =>
        DrawArchive.TryRead(file, out var archive, out var problem) ? new(archive, trust) : new(problem);
}
