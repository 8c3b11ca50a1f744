using System.Text;
using Trading.Locks.Sources;
using Trading.Locks.Tests.Trustee;

namespace Trading.Streams.Tests.Toy;

/// <summary>
/// The one lock of a roster as its procedure tells it, and the post of its trustees, both on a platform in memory: all
/// that an inbox needs.
/// </summary>
public sealed class RosterLocks(Rehearsal platform) : ILockSource, ILockPost
{
    private (bool IsMade, bool IsFrozen, int Lines, int Released) seen;
    private LockOwner? told;

    public LockPolicy Policy => platform.Policy;

    public IReadOnlySet<int> Locked => All(TrusteeMessageKind.Locked);

    public (long Size, string Note)? Head =>
        platform.Intake.Size > 0 ? (platform.Intake.Size, platform.IntakeNote()) : null;

    public IReadOnlySet<string> Cosigners =>
        PlatformCheckpoint.TryRead(
            Rehearsal.Suite,
            platform.IntakeNote(),
            platform.IntakeName,
            Policy.HeadKeys(),
            out var head
        )
            ? platform
                .Numbers()
                .Where(i =>
                    platform.Said(TrusteeMessageKind.Cosignature, i) is { } said
                    && head.TryCosigners(Rehearsal.Suite, Policy.HeadKeys(), [Text(said)], out _)
                )
                .Select(i => Policy.Trustees[i - 1].Name)
                .ToHashSet()
            : new HashSet<string>();

    public IReadOnlySet<int> Partials => All(TrusteeMessageKind.Partials);

    public ValueTask<IReadOnlyList<string>> FindAllAsync() =>
        ValueTask.FromResult<IReadOnlyList<string>>([Policy.Session]);

    public ValueTask<LockOwner?> FindAsync(string id) => ValueTask.FromResult(id == Policy.Session ? Tell() : null);

    public SortedDictionary<int, byte[]> Round(int round)
    {
        var kind = round switch
        {
            0 => TrusteeMessageKind.Commitment,
            1 => TrusteeMessageKind.Message1,
            _ => TrusteeMessageKind.Signature,
        };
        return new(All(kind).ToDictionary(i => i, i => platform.Said(kind, i)!.Body));
    }

    // The same answer as long as nothing moved, as the inbox may expect.
    private LockOwner Tell()
    {
        var now = (platform.Certificate is not null, platform.Frozen, platform.FreezeLines().Count, Partials.Count);
        if (told is null || seen != now)
            told = new(Roster.Stream(Policy.Session), "somebody", [Stage()], null);
        seen = now;
        return told;
    }

    private LockStage Stage()
    {
        if (platform.Certificate is not { } certificate)
            return new LockStage.Making(Policy);
        if (!platform.Frozen)
            return new LockStage.Taking(Policy, platform.OpenedAt, certificate.ToBytes());
        var lines = All(TrusteeMessageKind.FreezeCosignature)
            .ToDictionary(
                i => i,
                i =>
                    TrusteeBodies.TryFreezeCosignature(
                        platform.Said(TrusteeMessageKind.FreezeCosignature, i)!.Body,
                        out _,
                        out var line
                    )
                        ? line
                        : ""
            );
        var frozen = new LockStage.Frozen(
            Policy,
            platform.OpenedAt,
            certificate.ToBytes(),
            platform.Intake.Size,
            lines,
            []
        );
        return lines.Count < Policy.Threshold ? frozen : new LockStage.Releasing(frozen, Partials, []);
    }

    private HashSet<int> All(TrusteeMessageKind kind) =>
        [.. platform.Numbers().Where(i => platform.Said(kind, i) is not null)];

    private static string Text(TrusteeMessage message) => Encoding.UTF8.GetString(message.Body);
}

/// <summary>An inbox as small as one can be: it knows sources and a post, and no procedure.</summary>
public static class Inbox
{
    public static async Task<IReadOnlyList<TrusteeWant>> OfAsync(
        IEnumerable<ILockSource> sources,
        ILockPost post,
        ModelTrustee trustee,
        IReadOnlyList<TrusteeWant> times
    )
    {
        var wants = new List<TrusteeWant>();
        foreach (var source in sources)
        foreach (var id in await source.FindAllAsync())
        foreach (var stage in (await source.FindAsync(id))!.Locks)
            wants.AddRange(
                LockWants.Of(stage, stage.Policy.NumberOf(trustee.Self.SigningKey.PublicPoint), post, times)
            );
        return wants;
    }
}
