"""Models and objectives as the examples of Autograd, JAX and PyTorch tutorials write them."""

import numpy as np
import numpy.linalg as la

from tests.programs.case import Program, positive, signed


def sigmoid(x):
    return 0.5 * (np.tanh(x / 2.0) + 1)


def logsumexp(x, axis=None, keepdims=False):
    m = np.max(x, axis=axis, keepdims=True)
    s = np.log(np.sum(np.exp(x - m), axis=axis, keepdims=True)) + m
    if keepdims:
        return s
    return np.squeeze(s, axis=axis)


def logistic_predictions(weights, inputs):
    return sigmoid(np.dot(inputs, weights))


def training_loss(weights, inputs, targets):
    # Training loss is the negative log-likelihood of the training labels.
    preds = logistic_predictions(weights, inputs)
    label_probabilities = preds * targets + (1 - preds) * (1 - targets)
    return -np.sum(np.log(label_probabilities))


def neural_net_predict(params, inputs):
    """Params is a list of (weights, bias) tuples."""
    for W, b in params:
        outputs = np.dot(inputs, W) + b
        inputs = np.tanh(outputs)
    return outputs - logsumexp(outputs, axis=1, keepdims=True)


def l2_norm(params):
    """Computes l2 norm of the parameters."""
    total = 0.0
    for W, b in params:
        total += np.sum(W**2) + np.sum(b**2)
    return total


def log_posterior(params, inputs, targets, L2_reg):
    log_prior = -L2_reg * l2_norm(params)
    log_lik = np.sum(neural_net_predict(params, inputs) * targets)
    return log_prior + log_lik


def concat_and_multiply(weights, first, second):
    cat_state = np.hstack((first, second, np.ones((first.shape[0], 1))))
    return np.dot(cat_state, weights)


def update_rnn(params, input, hiddens):
    return np.tanh(concat_and_multiply(params["change"], input, hiddens))


def hiddens_to_output_probs(params, hiddens):
    output = np.dot(hiddens, params["predict"])
    return output - logsumexp(output, axis=1, keepdims=True)  # Normalize log-probs.


def rnn_predict(params, inputs):
    num_sequences = inputs.shape[1]
    hiddens = np.repeat(params["init hiddens"], num_sequences, axis=0)
    output = [hiddens_to_output_probs(params, hiddens)]

    for input in inputs:  # Iterate over time steps.
        hiddens = update_rnn(params, input, hiddens)
        output.append(hiddens_to_output_probs(params, hiddens))
    return output


def rnn_log_likelihood(params, inputs, targets):
    logprobs = rnn_predict(params, inputs)
    loglik = 0.0
    num_time_steps, num_examples, _ = inputs.shape
    for t in range(num_time_steps):
        loglik += np.sum(logprobs[t] * targets[t])
    return loglik / (num_time_steps * num_examples)


def lstm_predict(params, inputs):
    num_sequences = inputs.shape[1]
    hiddens = np.repeat(params["init hiddens"], num_sequences, axis=0)
    cells = np.repeat(params["init cells"], num_sequences, axis=0)

    output = [hiddens_to_output_probs(params, hiddens)]
    for input in inputs:  # Iterate over time steps.
        change = np.tanh(concat_and_multiply(params["change"], input, hiddens))
        forget = sigmoid(concat_and_multiply(params["forget"], input, hiddens))
        ingate = sigmoid(concat_and_multiply(params["ingate"], input, hiddens))
        outgate = sigmoid(concat_and_multiply(params["outgate"], input, hiddens))
        cells = cells * forget + ingate * change
        hiddens = outgate * np.tanh(cells)
        output.append(hiddens_to_output_probs(params, hiddens))
    return np.array(output)


def lossFun(inputs, targets, hprev, Wxh, Whh, Why, bh, by, vocab_size):
    """The loss of a character model, after a well-known hundred lines."""
    xs, hs, ps = {}, {}, {}
    hs[-1] = np.copy(hprev)
    loss = 0
    for t in range(len(inputs)):
        xs[t] = np.zeros((vocab_size, 1))
        xs[t][inputs[t]] = 1
        hs[t] = np.tanh(np.dot(Wxh, xs[t]) + np.dot(Whh, hs[t - 1]) + bh)
        y = np.dot(Why, hs[t]) + by
        ps[t] = np.exp(y) / np.sum(np.exp(y))
        loss += -np.log(ps[t][targets[t], 0])
    return loss


def character_loss(inputs, targets, hprev, Wxh, Whh, Why, bh, by, vocab_size):
    """The same with names instead of dicts that grow."""
    h = np.copy(hprev)
    loss = 0
    for t in range(len(inputs)):
        x = np.zeros((vocab_size, 1))
        x[inputs[t]] = 1
        h = np.tanh(np.dot(Wxh, x) + np.dot(Whh, h) + bh)
        y = np.dot(Why, h) + by
        p = np.exp(y) / np.sum(np.exp(y))
        loss += -np.log(p[targets[t], 0])
    return loss


def svm_loss_naive(W, X, y, reg):
    num_classes = W.shape[1]
    num_train = X.shape[0]
    loss = 0.0
    for i in range(num_train):
        scores = X[i].dot(W)
        correct_class_score = scores[y[i]]
        for j in range(num_classes):
            if j == y[i]:
                continue
            margin = scores[j] - correct_class_score + 1  # note delta = 1
            if margin > 0:
                loss += margin
    loss /= num_train
    loss += reg * np.sum(W * W)
    return loss


def svm_loss_vectorized(W, X, y, reg):
    num_train = X.shape[0]
    scores = X.dot(W)
    correct = scores[np.arange(num_train), y].reshape(-1, 1)
    margins = np.maximum(0, scores - correct + 1)
    margins[np.arange(num_train), y] = 0
    return margins.sum() / num_train + reg * np.sum(W * W)


def softmax_loss_vectorized(W, X, y, reg):
    N = X.shape[0]
    f = X.dot(W)
    f -= np.max(f, axis=1, keepdims=True)
    sum_f = np.sum(np.exp(f), axis=1, keepdims=True)
    p = np.exp(f) / sum_f
    loss = np.sum(-np.log(p[np.arange(N), y]))
    loss /= N
    loss += 0.5 * reg * np.sum(W * W)
    return loss


def two_layer_net(params, X, y, reg):
    W1, b1 = params["W1"], params["b1"]
    W2, b2 = params["W2"], params["b2"]
    N, D = X.shape
    hidden = np.maximum(0, X.dot(W1) + b1)
    scores = hidden.dot(W2) + b2
    shifted = scores - np.max(scores, axis=1, keepdims=True)
    log_probs = shifted - np.log(np.sum(np.exp(shifted), axis=1, keepdims=True))
    loss = -np.sum(log_probs[np.arange(N), y]) / N
    loss += 0.5 * reg * (np.sum(W1 * W1) + np.sum(W2 * W2))
    return loss


def conv_forward_naive(x, w, b, stride, pad):
    N, C, H, W = x.shape
    F, _, HH, WW = w.shape
    x_pad = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)), mode="constant")
    H_out = 1 + (H + 2 * pad - HH) // stride
    W_out = 1 + (W + 2 * pad - WW) // stride
    out = np.zeros((N, F, H_out, W_out))
    for n in range(N):
        for f in range(F):
            for i in range(H_out):
                for j in range(W_out):
                    window = x_pad[n, :, i * stride : i * stride + HH, j * stride : j * stride + WW]
                    out[n, f, i, j] = np.sum(window * w[f]) + b[f]
    return out


def max_pool_forward_naive(x, pool_height, pool_width, stride):
    N, C, H, W = x.shape
    H_out = 1 + (H - pool_height) // stride
    W_out = 1 + (W - pool_width) // stride
    out = np.zeros((N, C, H_out, W_out))
    for i in range(H_out):
        for j in range(W_out):
            r, c = i * stride, j * stride
            out[:, :, i, j] = x[:, :, r : r + pool_height, c : c + pool_width].max(axis=(2, 3))
    return out


def max_pool_reshaped(x):
    N, C, H, W = x.shape
    return x.reshape(N, C, H // 2, 2, W // 2, 2).max(axis=3).max(axis=4)


def im2col_conv(x, w):
    """Patches as columns, then one product."""
    N, C, H, W = x.shape
    F, _, k, _ = w.shape
    out_h, out_w = H - k + 1, W - k + 1
    col = np.zeros((N, C, k, k, out_h, out_w))
    for i in range(k):
        for j in range(k):
            col[:, :, i, j, :, :] = x[:, :, i : i + out_h, j : j + out_w]
    col = col.transpose(0, 4, 5, 1, 2, 3).reshape(N * out_h * out_w, -1)
    out = np.dot(col, w.reshape(F, -1).T)
    return out.reshape(N, out_h, out_w, -1).transpose(0, 3, 1, 2)


def batchnorm_forward(x, gamma, beta, eps):
    N, D = x.shape
    sample_mean = x.mean(axis=0)
    sample_var = x.var(axis=0)
    x_hat = (x - sample_mean) / np.sqrt(sample_var + eps)
    return gamma * x_hat + beta


def layernorm(x, g, b, eps=1e-5):
    mean = np.mean(x, axis=-1, keepdims=True)
    variance = np.var(x, axis=-1, keepdims=True)
    return g * (x - mean) / np.sqrt(variance + eps) + b


def gelu(x):
    return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))


def softmax(x):
    exp_x = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return exp_x / np.sum(exp_x, axis=-1, keepdims=True)


def linear(x, w, b):
    return x @ w + b


def ffn(x, c_fc, c_proj):
    return linear(gelu(linear(x, c_fc["w"], c_fc["b"])), c_proj["w"], c_proj["b"])


def attention(q, k, v, mask):
    return softmax(q @ k.T / np.sqrt(q.shape[-1]) + mask) @ v


def mha(x, c_attn, c_proj, n_head):
    x = linear(x, c_attn["w"], c_attn["b"])  # [n_seq, n_embd] -> [n_seq, 3*n_embd]
    qkv = np.split(x, 3, axis=-1)
    q_heads = np.split(qkv[0], n_head, axis=-1)
    k_heads = np.split(qkv[1], n_head, axis=-1)
    v_heads = np.split(qkv[2], n_head, axis=-1)
    causal_mask = (1 - np.tri(x.shape[0])) * -1e3
    out_heads = [attention(q, k, v, causal_mask) for q, k, v in zip(q_heads, k_heads, v_heads)]
    return linear(np.hstack(out_heads), c_proj["w"], c_proj["b"])


def transformer_block(x, mlp, attn, ln_1, ln_2, n_head):
    x = x + mha(layernorm(x, ln_1["g"], ln_1["b"]), attn["c_attn"], attn["c_proj"], n_head)
    x = x + ffn(layernorm(x, ln_2["g"], ln_2["b"]), mlp["c_fc"], mlp["c_proj"])
    return x


def word2vec_loss(center, outside, context, negatives):
    """Skip-gram with negative samples."""
    loss = 0
    for o in context:
        loss -= np.log(sigmoid(np.dot(outside[o], center)))
        for k in negatives:
            loss -= np.log(sigmoid(-np.dot(outside[k], center)))
    return loss


def mvn_logpdf(x, mean, cov):
    k = len(mean)
    diff = x - mean
    sign, logdet = np.linalg.slogdet(cov)
    return -0.5 * (k * np.log(2 * np.pi) + logdet + diff @ np.linalg.solve(cov, diff))


def gmm_log_likelihood(log_proportions, means, lower, X):
    cluster_lls = []
    for n in range(len(X)):
        terms = []
        for k in range(len(means)):
            L = np.tril(lower[k], -1) + np.diag(np.exp(np.diag(lower[k])))
            terms.append(log_proportions[k] + mvn_logpdf(X[n], means[k], L @ L.T))
        cluster_lls.append(logsumexp(np.array(terms)))
    total = 0.0
    for ll in cluster_lls:
        total += ll
    return total - len(X) * logsumexp(log_proportions)


def rbf_covariance(kernel_params, x, xp):
    output_scale = np.exp(kernel_params[0])
    lengthscales = np.exp(kernel_params[1:])
    diffs = np.expand_dims(x / lengthscales, 1) - np.expand_dims(xp / lengthscales, 0)
    return output_scale * np.exp(-0.5 * np.sum(diffs**2, axis=2))


def gp_marginal_likelihood(params, x, y):
    mean = params[0]
    cov_params = params[2:]
    noise_scale = np.exp(params[1]) + 0.0001
    cov_y_y = rbf_covariance(cov_params, x, x) + noise_scale * np.eye(len(y))
    prior_mean = mean * np.ones(len(y))
    L = np.linalg.cholesky(cov_y_y)
    alpha = la.solve(L.T, la.solve(L, y - prior_mean))
    return (
        -0.5 * np.dot(y - prior_mean, alpha)
        - np.sum(np.log(np.diag(L)))
        - len(y) / 2 * np.log(2 * np.pi)
    )


def gp_predict(params, x, y, xstar):
    mean, noise = params[0], np.exp(params[1])
    cov_f_f = rbf_covariance(params[2:], xstar, xstar)
    cov_y_f = rbf_covariance(params[2:], x, xstar)
    cov_y_y = rbf_covariance(params[2:], x, x) + noise * np.eye(len(y))
    pred_mean = mean + np.dot(la.solve(cov_y_y, cov_y_f).T, y - mean)
    pred_cov = cov_f_f - np.dot(la.solve(cov_y_y, cov_y_f).T, cov_y_f)
    return pred_mean, pred_cov


def kalman_log_likelihood(A, C, Q, R, mu, Sigma, ys):
    ll = 0.0
    for y in ys:
        # predict
        mu = A @ mu
        Sigma = A @ Sigma @ A.T + Q
        # innovate
        resid = y - C @ mu
        S = C @ Sigma @ C.T + R
        K = Sigma @ C.T @ np.linalg.inv(S)
        ll += -0.5 * (resid @ np.linalg.solve(S, resid) + np.log(np.linalg.det(2 * np.pi * S)))
        mu = mu + K @ resid
        Sigma = (np.eye(len(mu)) - K @ C) @ Sigma
    return ll


def hmm_log_likelihood(log_pi, log_A, log_B, observations):
    log_alpha = log_pi + log_B[:, observations[0]]
    for o in observations[1:]:
        log_alpha = logsumexp(log_alpha[:, None] + log_A, axis=0) + log_B[:, o]
    return logsumexp(log_alpha)


def hmm_forward_scaled(pi, A, B, observations):
    T, N = len(observations), len(pi)
    alpha = np.zeros((T, N))
    scale = np.zeros(T)
    alpha[0] = pi * B[:, observations[0]]
    scale[0] = alpha[0].sum()
    alpha[0] /= scale[0]
    for t in range(1, T):
        for j in range(N):
            alpha[t, j] = alpha[t - 1].dot(A[:, j]) * B[j, observations[t]]
        scale[t] = alpha[t].sum()
        alpha[t] /= scale[t]
    return np.sum(np.log(scale))


def soft_viterbi(scores, transitions, gamma):
    """The smoothed maximum over all paths."""
    T, K = scores.shape
    V = np.zeros((T, K))
    V[0] = scores[0]
    for t in range(1, T):
        for k in range(K):
            z = (V[t - 1] + transitions[:, k]) / gamma
            m = z.max()
            V[t, k] = scores[t, k] + gamma * (m + np.log(np.sum(np.exp(z - m))))
    m = np.max(V[-1] / gamma)
    return gamma * (m + np.log(np.sum(np.exp(V[-1] / gamma - m))))


def crf_loss(scores, transitions, tags):
    T = len(tags)
    gold = scores[0, tags[0]]
    for t in range(1, T):
        gold += transitions[tags[t - 1], tags[t]] + scores[t, tags[t]]
    alpha = scores[0]
    for t in range(1, T):
        alpha = logsumexp(alpha[:, None] + transitions, axis=0) + scores[t]
    return logsumexp(alpha) - gold


def softmin3(a, b, c, gamma):
    a /= -gamma
    b /= -gamma
    c /= -gamma
    max_val = max(max(a, b), c)
    tmp = 0
    tmp += np.exp(a - max_val)
    tmp += np.exp(b - max_val)
    tmp += np.exp(c - max_val)
    return -gamma * (np.log(tmp) + max_val)


def soft_dtw(x, y, gamma):
    m, n = len(x), len(y)
    R = np.zeros((m + 2, n + 2)) + 1e3
    R[0, 0] = 0
    for i in range(1, m + 1):
        for j in range(1, n + 1):
            d = (x[i - 1] - y[j - 1]) ** 2
            R[i, j] = d + softmin3(R[i - 1, j], R[i - 1, j - 1], R[i, j - 1], gamma)
    return R[m, n]


def sinkhorn(a, b, C, reg, n_iter):
    K = np.exp(-C / reg)
    u = np.ones_like(a)
    for _ in range(n_iter):
        v = b / (K.T @ u)
        u = a / (K @ v)
    P = u[:, None] * K * v[None, :]
    return np.sum(P * C)


def pca_power_iteration(X, n_iter):
    Xc = X - X.mean(axis=0)
    C = Xc.T @ Xc / (len(X) - 1)
    v = np.ones(C.shape[0])
    for _ in range(n_iter):
        v = C @ v
        v /= np.linalg.norm(v)
    return v @ C @ v


def k_means_objective(centroids, X):
    distances = np.sqrt(((X - centroids[:, np.newaxis]) ** 2).sum(axis=2))
    closest = np.argmin(distances, axis=0)
    return np.mean(np.min(distances, axis=0) ** 2) + 0 * closest.sum()


def k_means_step(centroids, X):
    distances = ((X[:, None, :] - centroids[None, :, :]) ** 2).sum(-1)
    closest = np.argmin(distances, axis=1)
    return np.array([X[closest == k].mean(axis=0) for k in range(len(centroids))])


def rodrigues_rotate_point(rot, X):
    sqtheta = np.sum(rot**2)
    if sqtheta != 0.0:
        theta = np.sqrt(sqtheta)
        costheta = np.cos(theta)
        sintheta = np.sin(theta)
        theta_inverse = 1.0 / theta

        w = theta_inverse * rot
        w_cross_X = np.cross(w, X)
        tmp = np.dot(w, X) * (1.0 - costheta)

        return X * costheta + w_cross_X * sintheta + w * tmp
    else:
        return X + np.cross(rot, X)


def radial_distort(rad_params, proj):
    rsq = np.sum(proj**2)
    L = 1.0 + rad_params[0] * rsq + rad_params[1] * rsq * rsq
    return proj * L


def project(cam, X):
    Xcam = rodrigues_rotate_point(cam[0:3], X - cam[3:6])
    distorted = radial_distort(cam[9:11], Xcam[0:2] / Xcam[2])
    return distorted * cam[6] + cam[7:9]


def bundle_adjustment(cams, X, w, obs, feats):
    """Reprojection errors, after ADBench."""
    p = obs.shape[0]
    reproj_err = np.empty((p, 2))
    for i in range(p):
        reproj_err[i] = w[i] * (project(cams[obs[i, 0]], X[obs[i, 1]]) - feats[i])
    w_err = 1.0 - np.square(w)
    return reproj_err, w_err


def ode_pred(params, y, t0, t1, n):
    """A neural differential equation, by Euler's rule."""
    dt = (t1 - t0) / n
    for i in range(n):
        for W, b in params:
            y_next = np.tanh(np.dot(y, W) + b)
        y = y + dt * y_next
    return y


def momentum_by_names(w, X, y, rate, steps):
    params = {"w": w.copy(), "b": 0.0}
    means = {k: np.zeros_like(v) for k, v in params.items()}
    for t in range(1, steps + 1):
        p = 1 / (1 + np.exp(-(X @ params["w"] + params["b"])))
        grads = {"w": X.T @ (p - y) / len(y), "b": np.mean(p - y)}
        for k in params:
            means[k] = 0.9 * means[k] + 0.1 * grads[k]
            params[k] = params[k] - rate * means[k] / (1 - 0.9**t)
    return np.sum(params["w"] ** 2) + params["b"]


def adam_quadratic(x, step_size, b1, b2, eps, num_iters):
    """The optimiser of the examples, on a gradient written by hand."""
    m = np.zeros(len(x))
    v = np.zeros(len(x))
    for i in range(num_iters):
        g = 2 * x + np.cos(x)
        m = (1 - b1) * g + b1 * m  # First  moment estimate.
        v = (1 - b2) * (g**2) + b2 * v  # Second moment estimate.
        mhat = m / (1 - b1 ** (i + 1))  # Bias correction.
        vhat = v / (1 - b2 ** (i + 1))
        x = x - step_size * mhat / (np.sqrt(vhat) + eps)
    return x


def fluid_advect(f, vx, vy):
    """Move field f according to x and y velocities (u and v) using an implicit Euler integrator."""
    rows, cols = f.shape
    cell_xs, cell_ys = np.meshgrid(np.arange(cols), np.arange(rows))
    center_xs = (cell_xs - vx).ravel()
    center_ys = (cell_ys - vy).ravel()

    # Compute indices of source cells.
    left_ix = np.floor(center_ys).astype(int)
    top_ix = np.floor(center_xs).astype(int)
    rw = center_ys - left_ix  # Relative weight of right-hand cells.
    bw = center_xs - top_ix  # Relative weight of bottom cells.
    left_ix = np.mod(left_ix, rows)  # Wrap around edges of simulation.
    right_ix = np.mod(left_ix + 1, rows)
    top_ix = np.mod(top_ix, cols)
    bot_ix = np.mod(top_ix + 1, cols)

    # A linearly-weighted sum of the 4 surrounding cells.
    flat_f = (1 - rw) * ((1 - bw) * f[left_ix, top_ix] + bw * f[left_ix, bot_ix]) + rw * (
        (1 - bw) * f[right_ix, top_ix] + bw * f[right_ix, bot_ix]
    )
    return np.reshape(flat_f, (rows, cols))


def fluid_project(vx, vy):
    """Project the velocity field to be approximately mass-conserving."""
    p = np.zeros(vx.shape)
    h = 1.0 / vx.shape[0]
    div = (
        -0.5
        * h
        * (
            np.roll(vx, -1, axis=0)
            - np.roll(vx, 1, axis=0)
            + np.roll(vy, -1, axis=1)
            - np.roll(vy, 1, axis=1)
        )
    )
    for k in range(10):
        p = (
            div
            + np.roll(p, 1, axis=0)
            + np.roll(p, -1, axis=0)
            + np.roll(p, 1, axis=1)
            + np.roll(p, -1, axis=1)
        ) / 4.0

    vx = vx - 0.5 * (np.roll(p, -1, axis=0) - np.roll(p, 1, axis=0)) / h
    vy = vy - 0.5 * (np.roll(p, -1, axis=1) - np.roll(p, 1, axis=1)) / h
    return vx, vy


def fluid_simulate(vx, vy, smoke, num_time_steps):
    for t in range(num_time_steps):
        vx_updated = fluid_advect(vx, vx, vy)
        vy_updated = fluid_advect(vy, vx, vy)
        vx, vy = fluid_project(vx_updated, vy_updated)
        smoke = fluid_advect(smoke, vx, vy)
    return np.mean((smoke - 0.5) ** 2)


def black_scholes_paths(S0, K, r, sigma, T, Z):
    """A call by Monte Carlo, paths as rows."""
    n_steps = Z.shape[1]
    dt = T / n_steps
    increments = (r - 0.5 * sigma**2) * dt + sigma * np.sqrt(dt) * Z
    paths = S0 * np.exp(np.cumsum(increments, axis=1))
    payoff = np.maximum(paths[:, -1] - K, 0)
    return np.exp(-r * T) * np.mean(payoff)


def libor_swaption(L, lam, z, delta, Nmat):
    """Forward rates evolve in place, then a portfolio of swaps is valued."""
    sqez = np.sqrt(delta) * z
    N = len(L)
    for n in range(Nmat):
        v = 0.0
        for i in range(n + 1, N):
            con1 = delta * lam[i - n - 1]
            v += (con1 * L[i]) / (1.0 + delta * L[i])
            vrat = np.exp(con1 * v + lam[i - n - 1] * (sqez[n] - 0.5 * con1))
            L[i] = L[i] * vrat
    b, s, v = 1.0, 0.0, 0.0
    for n in range(Nmat, N):
        b = b / (1.0 + delta * L[n])
        s = s + delta * b
        swapval = b + 0.05 * s - 1.0
        if swapval < 0:
            v += -100.0 * swapval
    for n in range(Nmat - 1, -1, -1):
        v = v / (1.0 + delta * L[n])
    return v


def elbo(params, noise, X, y):
    """Reparametrised samples of a mean-field Gaussian."""
    D = X.shape[1]
    mean, log_std = params[:D], params[D:]
    samples = noise * np.exp(log_std) + mean
    logits = np.dot(samples, X.T)
    log_lik = np.sum(y * logits - np.logaddexp(0, logits), axis=1)
    log_prior = np.sum(-0.5 * samples**2, axis=1)
    entropy = 0.5 * D * (1.0 + np.log(2 * np.pi)) + np.sum(log_std)
    return np.mean(log_lik + log_prior) + entropy


def normalizing_flow(z, us, ws, bs):
    """Planar flows and the log of their Jacobians."""
    log_det = 0.0
    for u, w, b in zip(us, ws, bs):
        a = np.tanh(z @ w + b)
        psi = (1 - a**2)[:, None] * w
        log_det += np.log(np.abs(1 + psi @ u))
        z = z + a[:, None] * u
    return np.mean(-0.5 * np.sum(z**2, axis=1) + log_det)


def factorization_machine(x, w0, w, V):
    linear_term = w0 + x @ w
    summed = x @ V
    squared = (x**2) @ (V**2)
    return linear_term + 0.5 * np.sum(summed**2 - squared, axis=1)


def focal_loss(logits, targets, gamma, alpha):
    p = 1 / (1 + np.exp(-logits))
    pt = np.where(targets == 1, p, 1 - p)
    at = np.where(targets == 1, alpha, 1 - alpha)
    return np.mean(-at * (1 - pt) ** gamma * np.log(np.clip(pt, 1e-7, 1.0)))


def huber(residual, delta):
    a = np.abs(residual)
    return np.sum(np.where(a <= delta, 0.5 * a**2, delta * (a - 0.5 * delta)))


def triplet_loss(anchor, positive_, negative, margin):
    pos_dist = np.sum(np.square(anchor - positive_), axis=-1)
    neg_dist = np.sum(np.square(anchor - negative), axis=-1)
    return np.maximum(pos_dist - neg_dist + margin, 0.0).mean()


def ridge_closed_form(X, y, lam):
    n, d = X.shape
    theta = np.linalg.inv(X.T @ X + lam * np.identity(d)) @ X.T @ y
    residual = y - X.dot(theta)
    return residual.T @ residual / n + lam * theta.T.dot(theta)


def nonnegative_matrix_factorization(V, W, H, steps):
    for _ in range(steps):
        H = H * (W.T @ V) / (W.T @ W @ H + 1e-9)
        W = W * (V @ H.T) / (W @ H @ H.T + 1e-9)
    return np.linalg.norm(V - W @ H) ** 2


def page_rank(A, d, iterations):
    n = A.shape[0]
    M = A / A.sum(axis=0)
    rank = np.ones(n) / n
    for _ in range(iterations):
        rank = d * M @ rank + (1 - d) / n
    return rank


def ar_likelihood(phi, sigma, x):
    p = len(phi)
    ll = 0.0
    for t in range(p, len(x)):
        pred = np.dot(phi, x[t - p : t][::-1])
        ll += -0.5 * np.log(2 * np.pi * sigma**2) - (x[t] - pred) ** 2 / (2 * sigma**2)
    return ll


def garch(omega, alpha, beta, returns):
    T = len(returns)
    sigma2 = np.zeros(T)
    sigma2[0] = np.var(returns)
    for t in range(1, T):
        sigma2[t] = omega + alpha * returns[t - 1] ** 2 + beta * sigma2[t - 1]
    return 0.5 * np.sum(np.log(2 * np.pi) + np.log(sigma2) + returns**2 / sigma2)


def holt_winters(y, alpha, beta, gamma, m):
    level = np.mean(y[:m])
    trend = (np.mean(y[m : 2 * m]) - np.mean(y[:m])) / m
    season = [y[i] / level for i in range(m)]
    error = 0.0
    for t in range(m, len(y)):
        forecast = (level + trend) * season[t % m]
        error += (y[t] - forecast) ** 2
        last = level
        level = alpha * y[t] / season[t % m] + (1 - alpha) * (level + trend)
        trend = beta * (level - last) + (1 - beta) * trend
        season[t % m] = gamma * y[t] / level + (1 - gamma) * season[t % m]
    return error


X = signed(5, 3)
CLASSES = np.array([0, 3, 1, 1, 2])
TARGETS = np.eye(4)[CLASSES]
NETWORK = [(signed(3, 4), signed(4)), (signed(4, 4, start=1), signed(4))]
STEPS = signed(3, 2, 3)
RNN = {
    "init hiddens": signed(1, 4),
    "change": 0.5 * signed(8, 4),
    "predict": signed(4, 3),
}
LSTM = {
    **RNN,
    "init cells": signed(1, 4, start=1),
    "forget": 0.5 * signed(8, 4, start=1),
    "ingate": 0.5 * signed(8, 4, start=2),
    "outgate": 0.5 * signed(8, 4, start=3),
}
CHARACTERS = (
    [0, 2, 1],
    [2, 1, 3],
    0.1 * signed(3, 1),
    0.5 * signed(3, 4),
    0.5 * signed(3, 3, start=1),
    0.5 * signed(4, 3, start=2),
    0.1 * signed(3, 1),
    0.1 * signed(4, 1),
    4,
)
BLOCK = (
    signed(3, 4),
    {
        "c_fc": {"w": signed(4, 6), "b": signed(6)},
        "c_proj": {"w": signed(6, 4), "b": signed(4)},
    },
    {
        "c_attn": {"w": signed(4, 12), "b": signed(12)},
        "c_proj": {"w": signed(4, 4), "b": signed(4)},
    },
    {"g": positive(4), "b": signed(4)},
    {"g": positive(4, start=1), "b": signed(4, start=1)},
    2,
)
A2, C2 = np.array([[0.9, 0.1], [-0.2, 0.8]]), np.array([[1.0, 0.3]])
FLOW = (signed(3, 2), signed(2, 2), 0.4 * signed(2, 2, start=1), signed(2))


PROGRAMS = [
    Program(training_loss, (signed(3), X, np.array([True, False, True, True, False]))),
    Program(log_posterior, (NETWORK, X, TARGETS, 0.1), wrt=(0, 1, 3)),
    Program(rnn_log_likelihood, (RNN, STEPS, positive(3, 2, 3)), wrt=(0, 1)),
    Program(lstm_predict, (LSTM, STEPS), wrt=(0, 1)),
    Program(lossFun, CHARACTERS, wrt=tuple(range(2, 8))),
    Program(character_loss, CHARACTERS, wrt=tuple(range(2, 8))),
    Program(svm_loss_naive, (signed(3, 4), X, CLASSES, 0.1), wrt=(0, 1, 3)),
    Program(svm_loss_vectorized, (signed(3, 4), X, CLASSES, 0.1), wrt=(0, 1, 3)),
    Program(softmax_loss_vectorized, (signed(3, 4), X, CLASSES, 0.1), wrt=(0, 1, 3)),
    Program(
        two_layer_net,
        (
            {"W1": signed(3, 4), "b1": signed(4), "W2": signed(4, 4, start=1), "b2": signed(4)},
            X,
            CLASSES,
            0.1,
        ),
        wrt=(0, 1),
    ),
    Program(
        conv_forward_naive, (signed(1, 2, 4, 4), signed(2, 2, 2, 2), signed(2), 2, 1), wrt=(0, 1, 2)
    ),
    Program(max_pool_forward_naive, (signed(1, 2, 4, 4), 2, 2, 2)),
    Program(max_pool_reshaped, (signed(1, 2, 4, 4),)),
    Program(im2col_conv, (signed(1, 2, 4, 4), signed(3, 2, 2, 2)), wrt=(0, 1)),
    Program(batchnorm_forward, (X, positive(3), signed(3), 1e-5), wrt=(0, 1, 2)),
    Program(transformer_block, BLOCK, wrt=(0, 1, 2, 3, 4)),
    Program(word2vec_loss, (signed(3), signed(5, 3), [1, 3], [0, 2, 4]), wrt=(0, 1)),
    Program(
        gmm_log_likelihood,
        (signed(2), signed(2, 3), 0.5 * signed(2, 3, 3), X),
        wrt=(0, 1, 2, 3),
    ),
    Program(gp_marginal_likelihood, (0.3 * signed(4), signed(4, 2), signed(4)), wrt=(0, 1, 2)),
    Program(
        gp_predict,
        (0.3 * signed(4), signed(4, 2), signed(4), signed(3, 2, start=1)),
        wrt=(0, 1, 2, 3),
    ),
    Program(
        kalman_log_likelihood,
        (A2, C2, 0.1 * np.eye(2), np.array([[0.5]]), signed(2), np.eye(2), signed(4, 1)),
        wrt=tuple(range(7)),
    ),
    Program(
        hmm_log_likelihood,
        (signed(2), signed(2, 2), signed(2, 3), np.array([0, 2, 1, 1])),
        wrt=(0, 1, 2),
    ),
    Program(
        hmm_forward_scaled,
        (positive(2), positive(2, 2), positive(2, 3), np.array([0, 2, 1, 1])),
        wrt=(0, 1, 2),
    ),
    Program(soft_viterbi, (signed(4, 3), signed(3, 3), 0.5), wrt=(0, 1, 2)),
    Program(crf_loss, (signed(4, 3), signed(3, 3), np.array([0, 2, 1, 1])), wrt=(0, 1)),
    Program(soft_dtw, (signed(3), signed(4, start=1), 0.7), wrt=(0, 1, 2)),
    Program(sinkhorn, (positive(3), positive(4), positive(3, 4), 0.6, 3), wrt=(0, 1, 2, 3)),
    Program(pca_power_iteration, (signed(5, 3), 4)),
    Program(k_means_objective, (signed(2, 3, start=2), X), wrt=(0, 1)),
    Program(k_means_step, (signed(2, 3, start=2), X), wrt="X"),
    Program(
        bundle_adjustment,
        (
            signed(2, 11),
            signed(3, 3, start=5),
            positive(4),
            np.array([[0, 0], [1, 2], [0, 1], [1, 1]]),
            signed(4, 2),
        ),
        wrt=(0, 1, 2, 4),
    ),
    Program(ode_pred, ([(signed(2, 2), signed(2))], signed(3, 2), 0.0, 1.0, 4), wrt=(0, 1, 3)),
    Program(momentum_by_names, (signed(3), X, positive(5), 0.3, 3), wrt=(0, 1, 2, 3)),
    Program(adam_quadratic, (signed(3), 0.1, 0.9, 0.99, 1e-3, 4), wrt=(0, 1, 2, 3)),
    Program(
        fluid_simulate,
        (0.3 * signed(3, 4), 0.3 * signed(3, 4, start=1), positive(3, 4), 2),
        wrt=(0, 1, 2),
    ),
    Program(black_scholes_paths, (1.1, 1.05, 0.05, 0.3, 0.8, signed(4, 3)), wrt=(0, 1, 2, 3, 4)),
    Program(
        libor_swaption, (0.1 * positive(6), 0.2 * positive(6), signed(3), 0.25, 3), wrt=(0, 1, 2, 3)
    ),
    Program(elbo, (signed(6), signed(4, 3), X, positive(5)), wrt=(0, 1, 2, 3)),
    Program(normalizing_flow, FLOW, wrt=(0, 1, 2, 3)),
    Program(factorization_machine, (X, 0.3, signed(3), signed(3, 2)), wrt=(0, 1, 2, 3)),
    Program(focal_loss, (signed(5), np.array([1, 0, 1, 1, 0]), 2.0, 0.25), wrt=(0, 2, 3)),
    Program(huber, (signed(6), 0.7), wrt=(0, 1)),
    Program(
        triplet_loss,
        (signed(3, 2), signed(3, 2, start=1), signed(3, 2, start=2), 0.9),
        wrt=(0, 1, 2, 3),
    ),
    Program(ridge_closed_form, (X, signed(5), 0.7), wrt=(0, 1, 2)),
    Program(
        nonnegative_matrix_factorization,
        (positive(3, 4), positive(3, 2), positive(2, 4), 2),
        wrt=(0, 1, 2),
    ),
    Program(page_rank, (positive(4, 4), 0.85, 3), wrt=(0, 1)),
    Program(ar_likelihood, (signed(2), 0.7, signed(6)), wrt=(0, 1, 2)),
    Program(garch, (0.1, 0.2, 0.7, signed(5)), wrt=(0, 1, 2, 3)),
    Program(holt_winters, (positive(8), 0.3, 0.2, 0.1, 3), wrt=(0, 1, 2, 3)),
]
