using System.Net;

namespace Trading.Cli;

/// <summary>What is said to the platform and must be answered, whatever the line does.</summary>
/// <param name="Say">Says it once.</param>
/// <param name="Find">What became of it, as far as the platform knows; null where it knows nothing.</param>
/// <param name="Late">What to tell when the deadline has passed and nothing had arrived; null for what may be said
/// after the deadline.</param>
internal sealed record Saying<T>(
    Func<CancellationToken, Task<T>> Say,
    Func<CancellationToken, Task<T?>> Find,
    Func<CancellationToken, Task<CommandException>>? Late
)
    where T : class;

/// <summary>
/// Says a COMMIT or a withdrawal until it is known what became of it. An answer that was lost on its way is no answer:
/// what the platform knows of the entry is asked before the same is said again, and before anybody is told that it was
/// too late. Saying it again is harmless.
/// </summary>
internal sealed class LostAnswers(ApiClient api, LockPolicy policy, TextWriter notes)
{
    // A COMMIT that arrived in time may be on its way to the platform's disk while the first question comes.
    private static readonly TimeSpan SecondLook = TimeSpan.FromSeconds(2);
    private bool isTold;

    /// <summary>The answer. A refusal for lateness is thrown only when the platform knows nothing of it.</summary>
    public async Task<T> SayAsync<T>(Saying<T> saying, CancellationToken cancel)
        where T : class
    {
        var pauses = new Pauses();
        while (true)
        {
            try
            {
                return await saying.Say(cancel);
            }
            catch (ApiException refusal) when (refusal.Reason == nameof(Reason.TooLate))
            {
                if (await SettleAsync(saying, cancel) is { } known)
                    return known;
                throw;
            }
            catch (Exception lost) when (IsLost(lost)) { }
            if (await FindAsync(saying, cancel) is { } found)
                return found;
            if (saying.Late is { } late && await IsOverAsync(cancel))
                return await SettleAsync(saying, cancel) ?? throw await UntilAnsweredAsync(late, cancel);
            Tell();
            await Task.Delay(pauses.Next(), cancel);
        }
    }

    private async Task<T?> SettleAsync<T>(Saying<T> saying, CancellationToken cancel)
        where T : class
    {
        if (await FindAsync(saying, cancel) is { } found)
            return found;
        await Task.Delay(SecondLook, cancel);
        return await FindAsync(saying, cancel);
    }

    private Task<T?> FindAsync<T>(Saying<T> saying, CancellationToken cancel)
        where T : class => UntilAnsweredAsync(saying.Find, cancel);

    private async Task<bool> IsOverAsync(CancellationToken cancel) =>
        await UntilAnsweredAsync(api.TimeAsync, cancel) > policy.CloseAt;

    private async Task<T> UntilAnsweredAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancel)
    {
        var pauses = new Pauses();
        while (true)
        {
            try
            {
                return await ask(cancel);
            }
            catch (Exception lost) when (IsLost(lost))
            {
                if (ApiClient.IsPatienceSaid)
                    throw Unknown();
                Tell();
            }
            await Task.Delay(pauses.Next(), cancel);
        }
    }

    private void Tell()
    {
        if (isTold)
            return;
        isTold = true;
        notes.WriteLine(
            "trading: the platform's answer did not come back; asking what became of the entry until it is known "
                + "(Ctrl-C ends it; the same command asks again)"
        );
    }

    private static CommandException Unknown() =>
        new(
            ExitCode.Usage,
            "The platform's answer was lost and it cannot be reached: whether the entry is in is not known.",
            "",
            "say the same command again: it asks first"
        );

    // A gateway that answers in the server's place knows as little as nobody.
    private static bool IsLost(Exception failure) =>
        failure
            is HttpRequestException
                or IOException
                or ApiException { Status: >= HttpStatusCode.InternalServerError };
}
