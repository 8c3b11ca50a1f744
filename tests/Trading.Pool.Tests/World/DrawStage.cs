using System.Text.Json;
using Trading.Crypto;
using Trading.Evaluation.Commitments;

namespace Trading.Pool.Tests.World;

/// <summary>A custodian with its keys and its folder, and the platform that asks it.</summary>
public abstract class DrawStage : IAsyncLifetime, IDisposable
{
    private protected DrawPeople People { get; } = new();

    private protected DrawPlatform Platform { get; private set; } = null!;

    protected string Data { get; } = Directory.CreateTempSubdirectory("trading-draws-").FullName;

    public async Task InitializeAsync() => Platform = await DrawPlatform.StartAsync(People.Custodian);

    public async Task DisposeAsync() => await Platform.DisposeAsync();

    public void Dispose()
    {
        People.Dispose();
        Directory.Delete(Data, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected async Task<PoolServer> StartAsync(int experts)
    {
        var server = await PoolServer.StartAsync(Data, People.Options(Platform));
        using var wang = await server.SignedInAsync();
        if (experts > 0)
        {
            await wang.SendTableAsync(Somebody.Table(InventedExperts.Of(experts))).Ok();
            var seen = await wang.ImportAsync("Checked");
            await wang.PostAsync($"/api/imports/{seen.Text("id")}/write", new { reason = "首批入库", goodOnly = false })
                .Ok();
            await wang.ImportAsync("Done");
        }
        return server;
    }

    private protected AskedDraw Ask(AskedDraw draw)
    {
        Platform.Tasks[draw.Id] = draw.Task();
        return draw;
    }

    private protected async Task<HeardCommitment> CommittedAsync(AskedDraw draw) =>
        HeardCommitment.Of(await Platform.HeardAsync(draw.Id, "commitment"), draw, People.Custodian.SigningKey);

    private protected static async Task<JsonElement> ShownAsync(PoolServer server, AskedDraw draw)
    {
        using var reader = await server.SignedInAsync("reader");
        var shown = await reader.GetAsync("/api/draws").Ok();
        Assert.Equal("province", shown.GetProperty("source").Text("office"));
        Assert.True(shown.GetProperty("source").GetProperty("reachedAt").GetInt64() > 0);
        return shown.GetProperty("draws").EnumerateArray().Single(d => d.Text("draw") == draw.Id);
    }

    // Who may be drawn, by the same rule over the same People: the secret order is another one.
    private protected static PreparedPool Expected(AskedDraw draw, int experts) =>
        Custodian
            .Prepare(draw.Request, draw.PersonSalt, InventedExperts.Of(experts), new HashSet<string>(), Entropy.System)
            .Pool!;

    private protected byte[] BoxOf(AskedDraw draw, byte[] salt)
    {
        Assert.True(Suite.P256.Group.TryDecode(People.Custodian.StaticKey, out var custodian));
        return SealedBox.Seal(Suite.P256, custodian, Tags.DrawSealedSalt, draw.Request.Hash(), salt, Entropy.System);
    }
}
