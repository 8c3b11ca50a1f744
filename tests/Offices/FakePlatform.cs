using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Trading.Crypto;

namespace Trading.Tests.Offices;

/// <summary>What an office said, as the platform got it.</summary>
internal sealed record Heard(string Draw, string Name, JsonElement Body)
{
    public byte[] Bytes(string key) => Body.GetProperty(key).GetBytesFromBase64();
}

/// <summary>What the platform answers to something that was said: a status, and the reason of its problem.</summary>
internal readonly record struct Verdict(int Status, string Reason = "")
{
    public static implicit operator Verdict(int status) => new(status);
}

/// <summary>The platform's side of its contract with offices, on loopback: tasks, rows, what they say.</summary>
internal sealed class FakePlatform : IAsyncDisposable
{
    private readonly OfficeKeys office;
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, bool> challenges = new(StringComparer.Ordinal);
    private readonly string ticket = RandomNumberGenerator.GetHexString(32);

    private FakePlatform(OfficeKeys office)
    {
        this.office = office;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapPost("/api/sign-in/challenge", Challenge);
        app.MapPost("/api/sign-in/certificate", SignInAsync);
        app.MapGet("/api/draws/tasks", request => AnswerAsync(request, () => new { tasks = Tasks() }));
        app.MapGet("/api/rooms/tasks", request => AnswerAsync(request, () => new { tasks = RoomTasks() }));
        app.MapPost("/api/rooms/{draw}/{name}", HearRoomAsync);
        app.MapGet("/api/draws/{draw}/rows/{root}", RowsAsync);
        app.MapPost("/api/draws/{draw}/{name}", HearAsync);
    }

    /// <summary>What is wanted of the office now.</summary>
    public Func<IEnumerable<object>> Tasks { get; set; } = () => [];

    /// <summary>The rooms that seat their members now.</summary>
    public Func<IEnumerable<object>> RoomTasks { get; set; } = () => [];

    /// <summary>Head and leaves behind each root, by its hexadecimal digits.</summary>
    public ConcurrentDictionary<string, byte[]> Rows { get; } = new(StringComparer.Ordinal);

    /// <summary>Everything that was said, refused or not, in order.</summary>
    public ConcurrentQueue<Heard> Heard { get; } = new();

    /// <summary>What something said is answered with; 200 unless a test says otherwise.</summary>
    public Func<Heard, Verdict> Judge { get; set; } = _ => StatusCodes.Status200OK;

    public Uri Address { get; private set; } = null!;

    public static async Task<FakePlatform> StartAsync(OfficeKeys office)
    {
        var platform = new FakePlatform(office);
        await platform.app.StartAsync();
        platform.Address = new Uri(platform.app.Urls.Single() + "/");
        return platform;
    }

    /// <summary>The first thing said under a name that is like that.</summary>
    public Task<Heard> HearAsync(string name, Func<Heard, bool> isIt, double seconds = 20) =>
        Until.SeenAsync(
            $"something said as {name}",
            Pace.Slowest.Patience(seconds),
            () => Task.FromResult(Heard.FirstOrDefault(heard => heard.Name == name && isIt(heard)))
        );

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private IResult Challenge()
    {
        var challenge = RandomNumberGenerator.GetBytes(32);
        challenges[Convert.ToBase64String(challenge)] = true;
        return Results.Ok(new { challenge });
    }

    private async Task<IResult> SignInAsync(HttpRequest request)
    {
        var body = await JsonSerializer.DeserializeAsync<JsonElement>(request.Body);
        var challenge = body.GetProperty("challenge").GetBytesFromBase64();
        var isRight =
            challenges.TryRemove(Convert.ToBase64String(challenge), out _)
            && body.GetProperty("office").GetString() == office.Name
            && SigningKey.Verify(
                Suite.P256,
                office.Signing.PublicPoint,
                Tags.SignIn,
                challenge,
                body.GetProperty("signature").GetBytesFromBase64()
            );
        return isRight ? Results.Ok(new { ticket }) : Results.StatusCode(StatusCodes.Status403Forbidden);
    }

    private Task RowsAsync(HttpContext context) =>
        IsOffice(context) && Rows.TryGetValue((string)context.Request.RouteValues["root"]!, out var rows)
            ? Results.Bytes(rows).ExecuteAsync(context)
            : Results.NotFound().ExecuteAsync(context);

    private Task AnswerAsync(HttpContext context, Func<object> answer) =>
        (IsOffice(context) ? Results.Ok(answer()) : Results.Unauthorized()).ExecuteAsync(context);

    // What is said about a room is heard under a name of its own.
    private Task HearRoomAsync(HttpContext context)
    {
        context.Request.RouteValues["name"] = $"room-{context.Request.RouteValues["name"]}";
        return HearAsync(context);
    }

    private async Task HearAsync(HttpContext context)
    {
        if (!IsOffice(context))
        {
            await Results.Unauthorized().ExecuteAsync(context);
            return;
        }
        var (draw, name) = ((string)context.Request.RouteValues["draw"]!, (string)context.Request.RouteValues["name"]!);
        var heard = new Heard(draw, name, await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body));
        Heard.Enqueue(heard);
        var (status, reason) = Judge(heard);
        await Results.Json(new { reason }, statusCode: status).ExecuteAsync(context);
    }

    private bool IsOffice(HttpContext context) => context.Request.Headers.Authorization == $"Bearer {ticket}";
}
