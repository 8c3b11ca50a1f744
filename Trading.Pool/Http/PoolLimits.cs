namespace Trading.Pool.Http;

/// <summary>Every limit of the pool's edge; docs/limits.md explains them.</summary>
public static class PoolLimits
{
    public const string PasswordsPolicy = "passwords";

    /// <summary>A sign-in.</summary>
    public const int SignInBytes = 32 << 10;

    /// <summary>An expert with its reason, a search, a decision.</summary>
    public const int RequestBytes = 64 << 10;

    /// <summary>A table, and one byte by which its reader sees that it is too large.</summary>
    public const long TableBytes = TableLimits.FileBytes + 1;

    /// <summary>Letters of what is looked for.</summary>
    public const int SearchLetters = 100;

    /// <summary>Pages of the list that can be asked for.</summary>
    public const int Pages = 10_000;

    /// <summary>Faults in one answer.</summary>
    public const int Faults = 200;

    private const int RequestsPerSecond = 200;
    private const int PasswordsPerSecond = 5;

    public static IServiceCollection AddLimits(this IServiceCollection services) =>
        services.AddRateLimiter(options =>
        {
            options.OnRejected = async (context, _) =>
            {
                context.HttpContext.Response.Headers.RetryAfter = "1";
                await Problems.TooMany.ExecuteAsync(context.HttpContext);
            };
            options.GlobalLimiter = System.Threading.RateLimiting.PartitionedRateLimiter.Create<HttpContext, string>(
                context => RateBuckets.Of(RateBuckets.AddressOf(context), RequestsPerSecond)
            );
            options.AddPolicy(
                PasswordsPolicy,
                context => RateBuckets.Of(RateBuckets.AddressOf(context), PasswordsPerSecond)
            );
        });
}
