"""Rules of `scipy.fft` and `scipy.fftpack`."""
