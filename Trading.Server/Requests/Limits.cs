using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Trading.Crypto;

namespace Trading.Server.Requests;

/// <summary>
/// Every limit of the edge in one place; docs/limits.md explains them. They hang on addresses and submissions, never on
/// accounts.
/// </summary>
public static class Limits
{
    public const string PartsPolicy = "parts";
    public const string SignInPolicy = "sign-in";
    public const string PasswordsPolicy = "passwords";
    public const string CommitsPolicy = "commits";
    public const string ActsPolicy = "acts";
    public const string WithdrawalsPolicy = "withdrawals";
    public const string ScoresPolicy = "scores";
    public const string SpeedPolicy = "speed";
    public const string SeatKeysPolicy = "seat-keys";
    public const string MediaPolicy = "media";

    /// <summary>
    /// How far ahead an hour that is published may be, microseconds: two years. A wrong year is told, not
    /// published, and no list meets a time that a browser cannot read.
    /// </summary>
    public const long FarMicros = 2 * 366 * 86_400_000_000L;

    /// <summary>A publication: terms of 64 lots and their policies.</summary>
    public const int PublicationBytes = 4 << 20;

    /// <summary>A signed header and 32 bytes for each part of 1 GiB, as JSON.</summary>
    public const int DeclarationBytes = 1 << 20;

    /// <summary>A signed act or withdrawal.</summary>
    public const int StatementBytes = 64 << 10;

    /// <summary>A trustee's message: 65,536 partial openings of 65 bytes, as JSON.</summary>
    public const int TrusteeMessageBytes = 8 << 20;

    /// <summary>A sign-in.</summary>
    public const int SignInBytes = 32 << 10;

    /// <summary>A tender file of 1 MiB as a text of JSON: line ends and quotes take two bytes.</summary>
    public const int ScoreBytes = 2 << 20;

    /// <summary>A start of a room: its event has at most 16 MiB, start and terms in base64.</summary>
    public const int RoomStartBytes = 16 << 20;

    /// <summary>A member's review of a bid: 200 items with reasons of 500 letters.</summary>
    public const int RoomReviewBytes = 1 << 20;

    /// <summary>A member's score sheet.</summary>
    public const int RoomSheetBytes = 6 << 20;

    /// <summary>What a browser offers to send: 64 KiB, whose line ends take two letters each in JSON.</summary>
    public const int MediaOfferBytes = 160 << 10;

    /// <summary>A browser's answer to an offer of many tracks: 256 KiB, as JSON.</summary>
    public const int MediaAnswerBytes = 640 << 10;

    /// <summary>A word to a call; the longest names 128 tracks.</summary>
    public const int MediaWordBytes = 16 << 10;

    /// <summary>Bytes that are sent to learn how fast they go.</summary>
    public const int SpeedBytes = 1 << 20;

    /// <summary>Parts of one submission that may be on their way at once.</summary>
    public const int PartsAtOnce = 8;

    private const string NeverHeld = "never-held";
    private const int RequestsPerSecond = 4_000;
    private const int SignInsPerSecond = 500;
    private const int PasswordsPerSecond = 5;
    private const int CommitsPerSecond = 20;
    private const int ActsPerSecond = 200;
    private const int WithdrawalsPerSecond = 200;
    private const int ScoresWaiting = 4;
    private const int SpeedsWaiting = 16;
    private const int SeatKeysPerMinute = 120;
    private const int MediaPerSecond = 1_000;

    public static IServiceCollection AddLimits(this IServiceCollection services) =>
        services.AddRateLimiter(options =>
        {
            options.OnRejected = async (context, _) =>
            {
                context.HttpContext.Response.Headers.RetryAfter = "1";
                await Problems.TooMany.ExecuteAsync(context.HttpContext);
            };
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
                context.Items.ContainsKey(NeverHeld)
                    ? RateLimitPartition.GetNoLimiter("")
                    : RateBuckets.Of(RateBuckets.AddressOf(context), RequestsPerSecond)
            );
            options.AddPolicy(
                SignInPolicy,
                context => RateBuckets.Of(RateBuckets.AddressOf(context), SignInsPerSecond)
            );
            options.AddPolicy(
                PasswordsPolicy,
                context => RateBuckets.Of(RateBuckets.AddressOf(context), PasswordsPerSecond)
            );
            // Each try costs two events; nobody who means it says it so often.
            options.AddPolicy(
                CommitsPolicy,
                context =>
                    RateBuckets.Of(
                        context.Request.RouteValues["upload"] as string ?? RateBuckets.AddressOf(context),
                        CommitsPerSecond
                    )
            );
            // Each costs a signature's check before anybody knows whose it is.
            options.AddPolicy(ActsPolicy, context => RateBuckets.Of(RateBuckets.AddressOf(context), ActsPerSecond));
            options.AddPolicy(
                WithdrawalsPolicy,
                context => RateBuckets.Of(RateBuckets.AddressOf(context), WithdrawalsPerSecond)
            );
            // Each counts with numbers of any length, and its answer may have megabytes: one address holds one place
            // until the last byte is sent, so others get their turn behind it.
            options.AddPolicy(
                ScoresPolicy,
                context =>
                    RateLimitPartition.GetConcurrencyLimiter(
                        RateBuckets.AddressOf(context),
                        _ => new ConcurrencyLimiterOptions { PermitLimit = 1, QueueLimit = ScoresWaiting }
                    )
            );
            // Nothing is kept of it, and nobody needs two at once.
            options.AddPolicy(
                SpeedPolicy,
                context =>
                    RateLimitPartition.GetConcurrencyLimiter(
                        RateBuckets.AddressOf(context),
                        _ => new ConcurrencyLimiterOptions { PermitLimit = 1, QueueLimit = SpeedsWaiting }
                    )
            );
            AddSeatKeys(options);
            // A hall behind one address: people who come at once, each with a dozen calls.
            options.AddPolicy(MediaPolicy, context => RateBuckets.Of(RateBuckets.AddressOf(context), MediaPerSecond));
            options.AddPolicy(
                PartsPolicy,
                context =>
                    RateLimitPartition.GetConcurrencyLimiter(
                        context.Request.RouteValues["upload"] as string ?? "",
                        _ => new ConcurrencyLimiterOptions { PermitLimit = PartsAtOnce, QueueLimit = PartsAtOnce }
                    )
            );
        });

    // Nobody is asked who brings a key: a hall behind one address has few seats, and a browser one key.
    private static void AddSeatKeys(RateLimiterOptions options) =>
        options.AddPolicy(
            SeatKeysPolicy,
            context =>
                RateLimitPartition.GetFixedWindowLimiter(
                    RateBuckets.AddressOf(context),
                    _ => new FixedWindowRateLimiterOptions
                    {
                        PermitLimit = SeatKeysPerMinute,
                        Window = TimeSpan.FromMinutes(1),
                    }
                )
        );

    /// <summary>No limit that others share may hold this request up.</summary>
    public static void NeverHold(HttpContext context) => context.Items[NeverHeld] = true;
}
