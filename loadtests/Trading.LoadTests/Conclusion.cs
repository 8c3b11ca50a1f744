using Trading.Cli;

namespace Trading.LoadTests;

/// <summary>
/// The end of a drill, as its host: answers are waited for, the session is concluded, the record is signed. A demo host
/// that holds the same key may be faster; what it did is taken as it is.
/// </summary>
internal sealed class Conclusion(ApiClient api, PersonKey host, TextWriter output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public async Task EndAsync(SessionFollower follower, CancellationToken cancel)
    {
        for (
            var end = DateTimeOffset.UtcNow + Patience;
            follower.State is not Session.Sealed;
            await Task.Delay(Pause, cancel)
        )
        {
            try
            {
                await StepAsync(follower, cancel);
            }
            // An open objection, a period that runs, or the demo host's own signature a moment before: the stream says
            // which.
            catch (ApiException refusal)
                when (refusal.Reason
                        is nameof(Reason.OpenObjection)
                            or nameof(Reason.PeriodRunning)
                            or nameof(Reason.Conflict)
                ) { }
            await follower.PullAsync(cancel);
            if (follower.State is not Session.Sealed && DateTimeOffset.UtcNow >= end)
                throw new TimeoutException($"The record was not sealed within {Patience.TotalSeconds:0} s.");
        }
        output.WriteLine(
            $"record: sealed, SHA-256 {Convert.ToHexStringLower(((Session.Sealed)follower.State).Record.Hash)}"
        );
    }

    private async Task StepAsync(SessionFollower follower, CancellationToken cancel)
    {
        if (follower.State is Session.Running)
            await ActSigner.SendAsync(api, follower.Id, Act.Conclude(follower.Id, ActSigner.Nonce()), host, cancel);
        if (follower.State is Session.Concluded)
            await RecordSigner.SealAsync(api, follower, host, cancel);
    }
}
