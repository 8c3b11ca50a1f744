using System.Text;
using Trading.Cli;
using Trading.Crypto;

namespace Trading.LoadTests;

/// <summary>
/// Attendees, pages and checkpoint must tell the same story: the same leaves, up to a head that the platform signed.
/// </summary>
internal sealed class FeedCheck(ApiClient api, Findings findings)
{
    public async Task CheckAsync(
        SessionFollower follower,
        IReadOnlyList<Attendee> hall,
        PublishedSession published,
        CancellationToken cancel
    )
    {
        await follower.PullAsync(cancel);
        for (var i = 0; i < hall.Count; i++)
        {
            var (fold, height) = (hall[i].Fold, Math.Min(hall[i].Fold.Height, follower.Fold.Height));
            findings.Require(
                fold.RootAt(height).AsSpan().SequenceEqual(follower.Fold.RootAt(height)),
                $"attendee {i}: other content than the pages up to height {height}"
            );
        }
        await findings.TryAsync("checkpoint", () => CheckHeadAsync(follower, published, cancel));
    }

    private async Task CheckHeadAsync(SessionFollower follower, PublishedSession published, CancellationToken cancel)
    {
        var text = await api.CheckpointAsync(follower.Fold.Stream, cancel);
        if (!Note.TryParse(Encoding.UTF8.GetBytes(text), out var note) || !Checkpoint.TryParse(note.Text, out var head))
            throw new InvalidDataException("the checkpoint is no note");
        var key = new NoteKey(Suite.P256, note.Signatures[0].Name, published.Policies[0].PlatformKey, NoteKeyKind.Note);
        findings.Require(
            head.Origin == follower.Fold.Stream && note.IsSignedBy(key),
            "the checkpoint is of another stream, or not signed by the platform"
        );
        if (head.Size > follower.Fold.Height)
            await follower.PullAsync(cancel);
        findings.Require(
            head.Size <= follower.Fold.Height,
            $"the checkpoint covers {head.Size} events, the pages hold {follower.Fold.Height}"
        );
        if (head.Size <= follower.Fold.Height)
            findings.Require(
                head.Root.AsSpan().SequenceEqual(follower.Fold.RootAt(head.Size)),
                "the events do not lead to the checkpoint's root"
            );
    }
}
