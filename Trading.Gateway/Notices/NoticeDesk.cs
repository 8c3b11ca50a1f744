using System.Collections.Concurrent;
using Trading.Gateway.Links;
using Trading.Gateway.Providers;

namespace Trading.Gateway.Notices;

/// <summary>
/// Reaches one expert: opens the contact record, has it rung, tells what was answered. Each look does what can be done
/// at once, so that one telephone that rings keeps no other waiting. Number and code are opened for each call anew and
/// forgotten when the provider has taken it; what is kept is what was asked and what was answered, before it is sent.
/// </summary>
public sealed class NoticeDesk(
    OfficeClient platform,
    ProviderClient provider,
    NoticeStore store,
    NoticeOutcomes outcomes,
    PageSite site,
    Clock clock,
    NoticeLanguage language,
    NoticePace pace,
    ILogger<NoticeDesk> logger
)
{
    /// <summary>The platform's name for what a gateway is asked.</summary>
    public const string Kind = "notify";

    /// <summary>The platform's name for those who are not needed any more.</summary>
    public const string OffKind = "called-off";
    private const int MostRoots = 8;
    private const int ContactAt = 2;
    private readonly ConcurrentDictionary<string, ContactRows> rowsByRoot = new(StringComparer.Ordinal);

    /// <summary>Goes one step on with a task of the platform.</summary>
    public async Task ServeAsync(OfficeTask task, CancellationToken stop)
    {
        if (task.Kind == OffKind)
            await CallOffAsync(task, stop);
        if (task.Kind != Kind)
            return;
        if (task.Read<NoticeTask>() is not { } wanted || RecordOf(task.Draw, wanted) is not { } record)
        {
            logger.LogWarning("A notice of draw {Draw} cannot be read", task.Draw);
            return;
        }
        var key = new NoticeKey(task.Draw, wanted.Root, wanted.K, wanted.Position);
        var notice = store.FindOrBegin(key);
        if (notice.IsOff)
            return;
        if (notice.Outcome is null && notice.NextAt <= clock.Now)
            notice = await AskAsync(notice, record, stop);
        if (notice.Outcome is { } outcome)
        {
            await TellAsync(key, outcome, notice.Signature!, stop);
            if (notice is { IsByPage: true, IsTold: false })
                await SettleAsync(notice, outcome, stop);
        }
        else if (notice is { FailedAt: not null, IsTold: false })
            await TellAsync(key, PositionOutcome.Unreached, outcomes.Sign(key, PositionOutcome.Unreached), stop);
    }

    private async Task<Notice> AskAsync(Notice notice, Record record, CancellationToken stop)
    {
        try
        {
            var status = await provider.FindAsync(notice.Call, stop);
            if (status is null)
                await PlaceAsync(notice, record, stop);
            Judge(notice, status);
        }
        catch (ProviderException trouble)
        {
            Fail(notice, trouble.Message, store.Wait);
        }
        return store.FindOrBegin(notice.Key);
    }

    private void Judge(Notice notice, CallStatus? status)
    {
        switch (status)
        {
            case { State: CallState.Answered, Answer: { } answer }:
                outcomes.TryDecide(notice.Key, NoticeOutcomes.Of(answer), isByPage: false);
                break;
            case { State: CallState.NoAnswer } when notice.Calls >= NoticePace.Rings:
                outcomes.TryDecide(notice.Key, PositionOutcome.Silent, isByPage: false);
                break;
            case { State: CallState.NoAnswer }:
                store.RingAgain(notice.Key, In(pace.BetweenRings));
                break;
            case { State: CallState.Failed }:
                Fail(notice, "the provider could not ring", store.Replace);
                break;
            case not null when clock.Now > notice.NextAt + (long)NoticePace.LongestCall.TotalMicroseconds:
                Fail(notice, "a call does not end", store.Replace);
                break;
            default: // it rings, or somebody listens
                break;
        }
    }

    private void Fail(Notice notice, string why, Action<NoticeKey, long> wait)
    {
        var failures = notice.Failures + 1;
        wait(notice.Key, In(pace.After(failures)));
        if (failures < NoticePace.MostFailures || notice.FailedAt is not null)
            return;
        store.GiveUp(notice.Key);
        logger.LogWarning(
            "Draw {Draw}: an expert is not reached after {Failures} tries ({Why}); it is tried on",
            notice.Key.Draw,
            failures,
            why
        );
    }

    // Nothing of the record outlives this call. The page lies there before its link is sent.
    private async Task PlaceAsync(Notice notice, Record record, CancellationToken stop)
    {
        var rows = await RowsAsync(notice.Key, record, stop);
        var (contact, point) =
            Open(notice.Key, record, rows) ?? throw new ProviderException("the record does not open");
        var request = record.Request;
        var number = NoticeText.NumberOf(notice.Key.Position, contact.Code);
        var text = NoticeText.Of(language, request.Place, request.RoomAt, number);
        string? address = null;
        if (site.Address is { } page)
        {
            var link = PageLink.ForNotice(platform.Self.StaticKey, point, notice.Key.ToBytes());
            var shown = new ShownNotice(
                request.Place,
                request.RoomAt,
                request.DrawAt,
                notice.Key.Position,
                contact.Code
            );
            store.PutPage(notice.Key, PageDesk.RowOf(link, shown));
            address = link.Under(page);
        }
        var call = new CallRequest(notice.Call, contact.Phone, text, NoticeText.TagOf(language), address);
        await provider.PlaceAsync(call, stop);
    }

    // The page says so from now on. The telephone is told under the id of its call: no record is opened for whoever
    // sits no more. What the platform says is believed as it is when it refuses somebody at the door.
    private async Task CallOffAsync(OfficeTask task, CancellationToken stop)
    {
        if (task.Read<CalledOffTask>() is not { Root.Length: Suite.HashBytes } off)
        {
            logger.LogWarning("What was called off of draw {Draw} cannot be read", task.Draw);
            return;
        }
        var many = store.CallOff(task.Draw, off.Root, off.K, off.Positions, off.HasEnded);
        if (many > 0)
            logger.LogInformation("Draw {Draw}: {Many} are called off", task.Draw, many);
        foreach (var notice in store.UntoldOff(task.Draw))
            try
            {
                await provider.CallOffAsync(notice.Call, NoticeText.CalledOff(language), stop);
                store.ToldOff(notice.Key);
            }
            catch (ProviderException)
            {
                // A provider need not know how: after some tries the page alone says it.
                store.WaitOff(notice.Key, tries => In(pace.After(tries)), NoticePace.MostFailures);
            }
    }

    // Who still listens is told what stands. That is a courtesy: nobody depends on it, most calls are over by then, and
    // it is not said again.
    private async Task SettleAsync(Notice notice, PositionOutcome outcome, CancellationToken stop)
    {
        try
        {
            await provider.SettleAsync(notice.Call, NoticeText.Settled(language, outcome), stop);
        }
        catch (ProviderException)
        {
            // it does not know this call, or does not know how to be told
        }
    }

    private (ContactRecord Contact, Point Shared)? Open(NoticeKey key, Record record, ContactRows rows)
    {
        var (certificate, position, hash) = (record.Certificate, rows.Positions[key.Position], record.Request.Hash());
        var opening = OpenRecord.Opening(certificate, hash, key.Root, RecordKind.Contact, position);
        var shared = RecordShares.Combine(
            opening,
            certificate,
            RecordKind.Contact,
            key.Position,
            platform.Self.StaticKey,
            record.Shares,
            Entropy.System
        );
        return shared is { } point && OpenRecord.Contact(certificate, hash, position, point) is { } contact
            ? (contact, point)
            : null;
    }

    private async Task<ContactRows> RowsAsync(NoticeKey key, Record record, CancellationToken stop)
    {
        var name = Convert.ToHexStringLower(key.Root);
        if (!rowsByRoot.TryGetValue(name, out var rows))
        {
            var bytes = await platform.RowsAsync(key.Draw, key.Root, stop);
            if (
                !ShownRows.TryParse(record.Certificate.Suite, bytes, key.Root, out var shown)
                || !CommitmentHead.TryParse(shown.Head, out var head)
            )
                throw new ProviderException("the rows are not those of the root");
            rows = new ContactRows(head, shown.Positions);
            if (rowsByRoot.Count >= MostRoots)
                rowsByRoot.Clear();
            rowsByRoot[name] = rows;
        }
        return
            rows.Head.RequestHash.AsSpan().SequenceEqual(record.Request.Hash())
            && rows.Head.ContactLock.AsSpan().SequenceEqual(record.Certificate.LockId)
            && key.Position < rows.Positions.Count
            ? rows
            : throw new ProviderException("the rows are of another request or lock");
    }

    private async Task TellAsync(NoticeKey key, PositionOutcome outcome, byte[] signature, CancellationToken stop)
    {
        try
        {
            var said = new Said(NoticeOutcomes.StatementOf(key, outcome).ToBytes(), signature);
            await platform.PostAsync(key.Draw, "notices", said, stop);
        }
        catch (PlatformException no) when (outcome == PositionOutcome.Unreached && !no.MayPass)
        {
            // That nobody can be reached is news, and no more: a platform that does not want it is not asked again.
        }
        store.Told(key, outcome);
    }

    private long In(TimeSpan wait) => clock.Now + (long)wait.TotalMicroseconds;

    // What a task must be before anything is done for it.
    private static Record? RecordOf(string draw, NoticeTask task) =>
        DrawRequestCodec.TryParse(task.Request, out var request)
        && request.Draw == draw
        && task.Root.Length == Suite.HashBytes
        && task.Position >= 0
        && task.Certificates.Count > ContactAt
        && LockCertificate.TryParse(task.Certificates[ContactAt], out var certificate)
            ? new Record(request, certificate!, [.. task.Shares.Select(share => share.Body)])
            : null;

    private sealed record ContactRows(CommitmentHead Head, IReadOnlyList<CommittedPosition> Positions);

    private sealed record Record(DrawRequest Request, LockCertificate Certificate, byte[][] Shares);

    private sealed record Said(byte[] Statement, byte[] Signature);
}
