using Trading.Crypto;
using Trading.Locks.Tests.Trustee;

namespace Trading.Opening.Tests.Archives;

/// <summary>
/// What a platform could archive together with every trustee: events are bent, and tree, checkpoint and all
/// cosignatures made anew over them. Only what the procedure itself binds is left to find it out.
/// </summary>
internal static class Forgery
{
    public static AuditReport Check(
        ArchiveStory story,
        Func<List<SessionEvent>, IEnumerable<SessionEvent>> bend,
        Func<ArchiveLot, ArchiveLot>? lot = null,
        ArchiveKind kind = ArchiveKind.Full,
        byte[][]? receipts = null
    )
    {
        var events = bend([.. story.Events]).ToList();
        var leaves = events
            .Select(e => new ArchiveLeaf.Disclosed(Rehearsal.Fresh(32), EventCodec.Encode(e).Bytes))
            .ToList();
        var tree = new MerkleTree(Rehearsal.Suite);
        for (var i = 0; i < leaves.Count; i++)
            tree.Append(
                TreeHash.Leaf(
                    Rehearsal.Suite,
                    StreamLeaf.Of(Rehearsal.Suite, leaves[i].Salt, i, events[i].GetType().Name, leaves[i].Event)
                )
            );
        var original = story.Archive(kind).Lots[0];
        return Check(
            story,
            new Archive(kind, leaves, [Head(story, tree.Size, tree.Root())], [(lot ?? (l => l))(original)]),
            receipts
        );
    }

    public static AuditReport Check(ArchiveStory story, Archive archive, byte[][]? receipts = null) =>
        Audit.Check(ArchiveCodec.Write(archive), story.Platform.Trust, receipts);

    public static string Head(ArchiveStory story, long size, byte[] root, int cosigners = 3)
    {
        var note = story.Platform.Sign(story.Platform.StreamName, size, root);
        var text = new Checkpoint(story.Platform.StreamName, size, root).ToText();
        return note
            + string.Concat(
                story.Platform.Selves.Take(cosigners).Select(s => s.Cosign(Rehearsal.Suite, text, story.Platform.Now))
            );
    }

    /// <summary>Bends the first event of a type.</summary>
    public static Func<List<SessionEvent>, IEnumerable<SessionEvent>> Change<T>(Func<T, SessionEvent> change)
        where T : SessionEvent =>
        events =>
        {
            var index = events.FindIndex(e => e is T);
            events[index] = change((T)events[index]);
            return events;
        };

    public static Func<List<SessionEvent>, IEnumerable<SessionEvent>> Drop<T>(Func<T, bool>? which = null)
        where T : SessionEvent => events => events.Where(e => e is not T found || !(which ?? (_ => true))(found));

    /// <summary>Numbers of the checks that failed.</summary>
    public static string[] FailuresOf(AuditReport report) =>
        [.. report.Checks.Where(c => c.Outcome == CheckOutcome.Fail).Select(c => c.Number)];

    /// <summary>
    /// What everybody signed anew fails by what the procedure binds: the check, and none of signatures and trees.
    /// </summary>
    public static void IsFoundBy(string check, AuditReport report)
    {
        var failures = FailuresOf(report);
        Assert.DoesNotContain(failures, number => number is "V03" or "V05" or "V06");
        Assert.Contains(check, failures);
        Assert.Equal(1, report.ExitCode);
    }

    /// <summary>A trustee's cosignature of the frozen intake, or of another root, at a second of its choice.</summary>
    public static string FreezeLine(ArchiveStory story, int trustee, long second, byte[]? root = null)
    {
        var self = story.Platform.Selves[trustee - 1];
        var text = new Checkpoint(
            story.Platform.IntakeName,
            story.Platform.Intake.Size,
            root ?? story.Platform.Intake.Root()
        ).ToText();
        return Cosignature.Sign(
                text,
                new NoteKey(Rehearsal.Suite, self.Name, self.SigningKey.PublicPoint, NoteKeyKind.Cosignature),
                self.SigningKey,
                second
            ) + "\n";
    }
}
