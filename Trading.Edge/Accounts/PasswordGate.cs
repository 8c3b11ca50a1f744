using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace Trading.Edge.Accounts;

/// <summary>
/// One password is checked at a time in the whole server: two guesses at once would be counted as one, and an attacker
/// must not take the machine from the opening. Every answer takes the same least time, so that it does not tell which
/// accounts there are.
/// </summary>
public sealed class PasswordGate<T>(IPasswordHasher<T> hasher) : IDisposable
    where T : Account, new()
{
    public static readonly TimeSpan LeastTime = TimeSpan.FromMilliseconds(400);
    private const int MostWaiting = 64;
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly T nobody = new()
    {
        PasswordHash = hasher.HashPassword(new T(), RandomNumberGenerator.GetHexString(32)),
    };
    private int waiting;

    /// <summary>Whether the password is that of the person; the work is the same for nobody.</summary>
    public bool Verify(T? person, string password) =>
        hasher.VerifyHashedPassword(person ?? nobody, (person ?? nobody).PasswordHash!, password)
            != PasswordVerificationResult.Failed
        && person is not null;

    /// <summary>Waits for its turn, and for the least time afterwards; null when too many wait already.</summary>
    public async Task<IResult?> EnterAsync(Func<Task<IResult>> check)
    {
        if (Interlocked.Increment(ref waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref waiting);
            return null;
        }
        long began;
        IResult answer;
        await turn.WaitAsync();
        try
        {
            began = Stopwatch.GetTimestamp();
            answer = await check();
        }
        finally
        {
            turn.Release();
            Interlocked.Decrement(ref waiting);
        }
        if (LeastTime - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } rest)
            await Task.Delay(rest);
        return answer;
    }

    public void Dispose() => turn.Dispose();
}
