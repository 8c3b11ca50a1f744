using Trading.Crypto;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Requests;
using Trading.Locks.Policies;
using Trading.Server.People;
using Trading.Server.Streams;

namespace Trading.Server.Draws;

/// <summary>
/// Imports draws of other systems, and takes their papers when nobody is expected any more. Source: docs/spec/draw.md,
/// "External draws".
/// </summary>
public sealed class ExternalOffice(
    DrawDesks desks,
    DrawPapers papers,
    DrawOffice office,
    PeopleStore people,
    Platform platform,
    Clock clock
)
{
    /// <summary>Bytes of the salt and of the largest paper behind it.</summary>
    public const int MostPaperBody = PersonHash.SaltBytes + ExternalImport.PaperMostBytes;

    /// <summary>Imports a draw, or finds the same imported before.</summary>
    public async Task<(bool IsNew, Refusal? Refusal)> ImportAsync(Caller caller, ExternalPublication p)
    {
        if (people.PublisherOf(caller) is null)
            return (false, DrawOffice.NoRight);
        if (!Names.IsSession(p.Draw) || !ExternalImportCodec.TryParse(p.Import, out var import))
            return (false, DrawOffice.No(Reason.Malformed, "The id is none, or the import cannot be read."));
        if (!IsCovered(import))
            return (false, DrawOffice.No(Reason.Malformed, "It names a key that the platform does not trust."));
        if (caller.Key.Length == 0 || !caller.Key.AsSpan().SequenceEqual(import.Host))
            return (false, DrawOffice.No(Reason.NotAllowed, "The import names another host than you."));
        if (await office.ProblemAsync(caller, import.Request) is { } problem)
            return (false, problem);
        var wish = new ImportDraw(clock.Now, p.Draw, p.Import, p.GateSalt, p.HostSignature, p.SupervisorSignature);
        return await office.PublishAsync(caller, p.Draw, wish);
    }

    /// <summary>
    /// Whether the paper may come now: before that not a byte of it is read. Null where it may.
    /// </summary>
    public async Task<Refusal?> RefusePaperAsync(Caller caller, string draw)
    {
        if (await desks.FindImportedAsync(draw) is not { } state)
            return DrawOffice.No(Reason.NotFound, "There is no such external draw.");
        var import = state.Facts.Import;
        if (!IsKey(caller, import.Host) && !IsKey(caller, import.Supervisor))
            return DrawOffice.No(Reason.NotAllowed, "Host or supervisor of the draw hand in the paper.");
        return DrawDue.IsPaperAwaited(state, clock.Now)
            ? null
            : new Refusal(
                Reason.TooEarly,
                "spec:draw",
                "Somebody is still expected: the paper holds every name.",
                "wait-for-arrivals"
            );
    }

    /// <summary>Takes salt (32 bytes) ‖ paper. It lies on the disk before the stream says so.</summary>
    public async Task<Refusal?> KeepPaperAsync(string draw, byte[] body)
    {
        if (await desks.FindImportedAsync(draw) is not { } state)
            return DrawOffice.No(Reason.NotFound, "There is no such external draw.");
        if (body.Length <= PersonHash.SaltBytes)
            return DrawOffice.No(Reason.Malformed, "There is no paper behind the salt.");
        var (salt, paper) = (body[..PersonHash.SaltBytes], body[PersonHash.SaltBytes..]);
        var hash = state.Facts.Suite.Hash(paper);
        if (hash.AsSpan().SequenceEqual(state.Facts.Import.PaperHash))
            await papers.PutAsync(draw, paper);
        return (await desks.Of(draw).SendAsync(new KeepPaper(clock.Now, hash, paper.Length, salt))).Refusal;
    }

    private bool IsCovered(ExternalImport import) =>
        platform.Key.PublicPoint.AsSpan().SequenceEqual(import.PlatformKey)
        && platform.Trust.FindOffice(OfficeKind.Gate, import.Gate) is not null;

    private static bool IsKey(Caller caller, byte[] key) => caller.Key.AsSpan().SequenceEqual(key);
}
