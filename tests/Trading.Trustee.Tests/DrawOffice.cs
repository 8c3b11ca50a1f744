using Trading.Crypto;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Releases;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Tests.Releases;
using Trading.Locks.Tests.Trustee;

namespace Trading.Trustee.Tests;

/// <summary>Three trustee agents with real stores around one draw.</summary>
public sealed class DrawOffice(DrawPlatform? platform = null)
    : Office<DrawPlatform>(new Relay<DrawPlatform>(platform ?? new DrawPlatform()))
{
    /// <summary>All three locks stand and the commitment is cosigned; gives the height of its event.</summary>
    public async Task<int> CommittedAsync()
    {
        await LockedAsync();
        var height = Relay.Ask(p => p.Commit());
        await RoundsAsync(3);
        return height;
    }

    public async Task LockedAsync()
    {
        for (var i = 0; i < 12 && !Relay.Ask(p => p.AreMade); i++)
            await RoundAsync();
    }

    /// <summary>Asks for points until everybody has answered; the clock goes on by a second each round.</summary>
    public async Task AskAsync(string lot, int height, params (DrawSubject Subject, byte[][] Attachments)[] asked)
    {
        Relay.Do(p =>
        {
            foreach (var (subject, attachments) in asked)
                p.Questions.Add((lot, subject.ToBytes(), height, attachments));
        });
        for (var i = 0; i < 12 && !Relay.Ask(p => asked.All(a => IsAnswered(p, lot, a.Subject))); i++)
        {
            await RoundAsync();
            Relay.Do(p => p.Now += DrawPlatform.Second);
        }
        Relay.Do(p => p.Questions.Clear());
    }

    /// <summary>From the commitment to the name of the first who sits, as gateway and gate open it.</summary>
    public async Task<(string Name, string Expected)> DrawAsync(int height)
    {
        Relay.Do(p => p.Now = p.Request.DrawAt);
        var root = Relay.Ask(p => p.Commitment.Root);
        await AskAsync(DrawLots.Draw, height, (DrawSubject.Beacon(root, 0), []));
        var position = Relay.Ask(p => p.Seated(0)[0]);
        await AskAsync(DrawLots.Contact, height, (DrawSubject.Contact(position), Shown(null)));
        await AskAsync(DrawLots.Names, height, (DrawSubject.Name(position), Shown(position)));
        return Relay.Ask(p => (NameOf(p, position), p.Commitment.Secrets[position].Expert.Name));
    }

    public byte[][] Shown(int? presented) => Relay.Ask(p => p.Shown(0, presented).ToAttachments().ToArray());

    private static bool IsAnswered(DrawPlatform platform, string lot, DrawSubject subject) =>
        Enumerable.Range(1, 3).All(i => platform.Answer(lot, subject.ToBytes(), i) is not null);

    private static string NameOf(DrawPlatform p, int position)
    {
        var (row, secret) = (p.Commitment.Positions[position], p.Commitment.Secrets[position]);
        var contact = OpenRecord.Contact(
            p.Locks.Contact,
            p.Request.Hash(),
            row,
            Shared(p, DrawLots.Contact, DrawSubject.Contact(position), p.GatewaySecret, RecordKind.Contact, row)
        );
        return OpenRecord
            .Name(
                p.Locks.Names,
                p.Request.Hash(),
                row,
                Shared(p, DrawLots.Names, DrawSubject.Name(position), p.GateSecret, RecordKind.Name, row),
                contact!.Code,
                secret.Expert.Id
            )!
            .Name;
    }

    private static Point Shared(
        DrawPlatform p,
        string lot,
        DrawSubject subject,
        Scalar office,
        RecordKind kind,
        CommittedPosition row
    )
    {
        byte[] info = [.. p.LockOf(lot).LockId, .. subject.ToBytes()];
        var batches = Enumerable
            .Range(1, 3)
            .Select(i =>
                SealedBox.Open(
                    DrawPlatform.Suite,
                    office,
                    Tags.DrawShare,
                    info,
                    p.Answer(lot, subject.ToBytes(), i)!,
                    Entropy.System
                )
            )
            .Select(plain => PartialBatch.TryParse(DrawPlatform.Suite, plain!, out var batch) ? batch! : null!);
        return OpenRecord
            .Opening(p.LockOf(lot), p.Request.Hash(), p.Commitment.Root, kind, row)
            .Combine(batches)
            .Shared![0];
    }
}
