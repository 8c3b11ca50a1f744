namespace Trading.Cli;

/// <summary>
/// The host as a process, of the sessions that it is told, or of all that name its key: it holds a key and sees what
/// everybody sees. It keeps nothing: after a restart it reads the streams again, and an act that was logged before is
/// not due any more.
/// </summary>
/// <param name="api">The platform.</param>
/// <param name="host">The key that signs.</param>
/// <param name="only">Ids of the sessions to host; none: all that name the key. Others are left to people.</param>
/// <param name="concludeAfter">From the last opening to the conclusion.</param>
/// <param name="log">Takes what was done.</param>
public sealed class DemoHost(
    ApiClient api,
    PersonKey host,
    IReadOnlySet<string> only,
    TimeSpan concludeAfter,
    TextWriter log
)
{
    private const string StandardAnswer = "已核对：开标内容与该投标文件一致，异议内容记入开标记录。";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly Dictionary<string, SessionFollower> followed = [];
    private readonly HashSet<string> finished = [];
    private string lastLine = "";

    public async Task RunAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            await TryAsync("", StepAsync, cancel);
            await Task.Delay(Pause, cancel);
        }
    }

    private async Task StepAsync(CancellationToken cancel)
    {
        foreach (var session in SessionList.Ids(await api.SessionsAsync(cancel)))
        {
            if (!finished.Contains(session) && (only.Count == 0 || only.Contains(session)))
                await TryAsync($"{session}: ", c => LookAsync(session, c), cancel);
        }
    }

    private async Task LookAsync(string session, CancellationToken cancel)
    {
        if (!followed.TryGetValue(session, out var follower))
            followed[session] = follower = new SessionFollower(api, session);
        await follower.PullAsync(cancel);
        if (follower.State is Session.None)
            return;
        if (follower.State is Session.Sealed || !IsHost(follower.State.Published()!))
            Forget(session);
        else if (follower.State is Session.Running running)
            await ActAsync(running, cancel);
        else
            Say(
                $"{session}: sealed the record, SHA-256 "
                    + $"{Convert.ToHexStringLower(await RecordSigner.SealAsync(api, follower, host, cancel))}"
            );
    }

    // One session's trouble is no reason to leave the others without a host; the next step tries again.
    private async Task TryAsync(string where, Func<CancellationToken, Task> work, CancellationToken cancel)
    {
        try
        {
            await work(cancel);
        }
        catch (ApiException refusal)
        {
            Say($"{where}refused: {refusal.Message} ({refusal.Rule})");
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or InvalidDataException)
        {
            Say($"{where}{problem.Message}");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            Say($"{where}the platform took too long");
        }
    }

    // What stands still is said once, not every second.
    private void Say(string line)
    {
        if (line != lastLine)
            log.WriteLine(line);
        lastLine = line;
    }

    private async Task ActAsync(Session.Running running, CancellationToken cancel)
    {
        foreach (var objection in running.Objections.Where(o => o.Answer is null))
        {
            var statement = Act.Answer(running.Id, objection.Lot, objection.Id, StandardAnswer, ActSigner.Nonce());
            await ActSigner.SendAsync(api, running.Id, statement, host, cancel);
            Say($"{running.Id}: answered objection {objection.Id[..8]}");
        }
        if (!IsDue(running) || !ObjectionPeriod.IsOver(running, TimeText.Now()))
            return;
        await ActSigner.SendAsync(api, running.Id, Act.Conclude(running.Id, ActSigner.Nonce()), host, cancel);
        Say($"{running.Id}: concluded");
    }

    // A lot that failed has no opening: its deadline stands for it.
    private bool IsDue(Session.Running running) =>
        running.Lots.Values.All(lot => lot is Lot.Opened or Lot.Failed)
        && TimeText.Now()
            >= running.Lots.Values.Max(lot => lot is Lot.Opened opened ? opened.OpenedAt : lot.Policy.CloseAt)
                + concludeAfter.Ticks / TimeSpan.TicksPerMicrosecond;

    private bool IsHost(Session.Running running) =>
        running.Terms.Roles.Any(r => r.Role == Role.Host && r.Key.AsSpan().SequenceEqual(host.PublicPoint));

    private void Forget(string session)
    {
        finished.Add(session);
        followed.Remove(session);
    }
}
