using System.Threading.RateLimiting;

namespace Trading.Edge.Requests;

/// <summary>So many requests a second of one key; who has none left is told to wait at once.</summary>
public static class RateBuckets
{
    public static RateLimitPartition<string> Of(string key, int perSecond) =>
        RateLimitPartition.GetTokenBucketLimiter(
            key,
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = perSecond,
                TokensPerPeriod = perSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
                AutoReplenishment = true,
            }
        );

    public static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";
}
