using System.Text.Json;
using Trading.Evaluation.Requests;

namespace Trading.Cli;

/// <summary>What a client asks of a platform about draws. Source: docs/spec/draw.md, "HTTP".</summary>
public static class DrawCalls
{
    /// <summary>Publishes a draw; saying the same twice is harmless.</summary>
    public static Task PublishDrawAsync(this ApiClient api, PublishedDraw draw, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(api);
        ArgumentNullException.ThrowIfNull(draw);
        return api.PostAsync<JsonElement>(
            "api/draws",
            new
            {
                draw = draw.Draw,
                request = DrawRequestCodec.ToBytes(draw.Request),
                policies = draw.PolicyBytes,
                salt = draw.Salt,
                gateSalt = draw.GateSalt,
                signature = draw.Signature,
            },
            cancel
        );
    }

    /// <summary>Imports a draw that another system made; saying the same twice is harmless.</summary>
    public static Task ImportDrawAsync(this ApiClient api, ImportedDraw draw, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(api);
        ArgumentNullException.ThrowIfNull(draw);
        return api.PostAsync<JsonElement>(
            "api/draws/external",
            new
            {
                draw = draw.Draw,
                import = ExternalImportCodec.ToBytes(draw.Import),
                gateSalt = draw.GateSalt,
                hostSignature = draw.HostSignature,
                supervisorSignature = draw.SupervisorSignature,
            },
            cancel
        );
    }

    /// <summary>Hands in the paper of an external draw, behind the salt of its person hashes (32 bytes).</summary>
    public static Task HandInPaperAsync(
        this ApiClient api,
        string draw,
        byte[] salt,
        byte[] paper,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(api);
        return api.PostOctetsAsync($"api/draws/{draw}/paper", (byte[])[.. salt, .. paper], cancel);
    }

    /// <summary>Orders the next draw over the same rows; the signature is the supervisor's.</summary>
    public static Task OrderAnotherDrawAsync(
        this ApiClient api,
        string draw,
        string reason,
        byte[] signature,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(api);
        return api.DoAsync(HttpMethod.Post, $"api/draws/{draw}/again", new { reason, signature }, cancel);
    }

    /// <summary>Downloads the archive of a draw, <c>public</c> or <c>full</c>.</summary>
    public static Task DownloadDrawArchiveAsync(
        this ApiClient api,
        string draw,
        string kind,
        Stream target,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(api);
        return api.DownloadAsync($"api/draws/{draw}/archive?kind={kind}", target, cancel);
    }
}
