using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Trading.Crypto;
using Trading.Locks.Policies;

namespace Trading.Pool.Tests.World;

/// <summary>
/// The platform as its custodian meets it: real HTTP on loopback, sign-in by challenge, tasks, and what was said. It
/// judges nothing.
/// </summary>
internal sealed class DrawPlatform : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, bool> challenges = new();
    private readonly ConcurrentDictionary<string, bool> tickets = new();
    private WebApplication app = null!;

    public Uri Address { get; private set; } = null!;

    /// <summary>What is asked, by any name.</summary>
    public ConcurrentDictionary<string, object> Tasks { get; } = new();

    /// <summary>Path behind the draw's id, and body, in the order in which they came.</summary>
    public ConcurrentQueue<(string Draw, string What, byte[] Body)> Said { get; } = new();

    /// <summary>While set, whatever is said is heard and never answered.</summary>
    public bool HoldsAnswers { get; set; }

    /// <summary>What is said is answered with this.</summary>
    public int Status { get; set; } = StatusCodes.Status200OK;

    /// <summary>How often tasks were asked for.</summary>
    public int Looks;

    public static async Task<DrawPlatform> StartAsync(TrustedOffice custodian)
    {
        var platform = new DrawPlatform();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        platform.app = builder.Build();
        platform.app.MapPost("/api/sign-in/challenge", platform.Challenge);
        platform.app.MapPost("/api/sign-in/certificate", (SignIn said) => platform.Ticket(said, custodian));
        platform.app.MapGet("/api/draws/tasks", platform.Ask);
        platform.app.MapPost("/api/draws/{draw}/{what}", platform.HearAsync);
        await platform.app.StartAsync();
        platform.Address = new Uri(platform.app.Urls.Single());
        return platform;
    }

    /// <summary>The first body that was said so.</summary>
    public Task<byte[]> HeardAsync(string draw, string what, int times = 1) =>
        Until.SeenAsync(
            $"{times} × {what}",
            Pace.Slowest.Patience(60),
            () =>
            {
                var all = Said.Where(s => s.Draw == draw && s.What == what).ToList();
                return Task.FromResult(all.Count >= times ? all[times - 1].Body : null);
            }
        );

    /// <summary>Waits until the custodian has looked twice more: it saw whatever was asked before.</summary>
    public Task LookedAsync()
    {
        var seen = Volatile.Read(ref Looks);
        return Until.TrueAsync(
            "two looks",
            Pace.Slowest.Patience(30),
            () => Task.FromResult(Volatile.Read(ref Looks) >= seen + 2)
        );
    }

    public async ValueTask DisposeAsync()
    {
        HoldsAnswers = false;
        await app.DisposeAsync();
    }

    private IResult Challenge()
    {
        var challenge = new byte[32];
        Entropy.System.Fill(challenge);
        challenges[Convert.ToBase64String(challenge)] = true;
        return Results.Ok(new { challenge, expiresAt = 0L });
    }

    private IResult Ticket(SignIn said, TrustedOffice custodian)
    {
        if (
            !challenges.TryRemove(Convert.ToBase64String(said.Challenge), out _)
            || said.Office != custodian.Name
            || !SigningKey.Verify(Suite.P256, custodian.SigningKey, Tags.SignIn, said.Challenge, said.Signature)
        )
            return Results.Unauthorized();
        var ticket = Guid.NewGuid().ToString("N");
        tickets[ticket] = true;
        return Results.Ok(
            new
            {
                ticket,
                expiresAt = 0L,
                name = custodian.Name,
            }
        );
    }

    private IResult Ask(HttpRequest request)
    {
        if (!IsKnown(request))
            return Results.Unauthorized();
        Interlocked.Increment(ref Looks);
        return Results.Json(new { tasks = Tasks.OrderBy(task => task.Key).Select(task => task.Value) });
    }

    private async Task<IResult> HearAsync(string draw, string what, HttpRequest request)
    {
        if (!IsKnown(request))
            return Results.Unauthorized();
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        Said.Enqueue((draw, what, body.ToArray()));
        while (HoldsAnswers && !request.HttpContext.RequestAborted.IsCancellationRequested)
            await Task.Delay(20);
        return Results.StatusCode(Status);
    }

    private bool IsKnown(HttpRequest request) =>
        tickets.ContainsKey(request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal));

    private sealed record SignIn(byte[] Challenge, string Office, byte[] Signature);
}
