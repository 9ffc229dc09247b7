;; examples/scheme/factorial.scm -- the same product by recursion, by a loop, and by fold-left

(define (factorial n)
  (if (= n 0) 1 (* n (factorial (- n 1)))))

(define (factorial-loop n)
  (let loop ((n n) (product 1))
    (if (= n 0) product (loop (- n 1) (* n product)))))

(define (factorial-fold n)
  (fold-left * 1 (iota n 1)))

(define (print . things) (for-each display things) (newline))

(print "10! = " (factorial 10))
(print "30! = " (factorial-loop 30))
(print "50! = " (factorial-fold 50))
(print "all agree: " (= (factorial 25) (factorial-loop 25) (factorial-fold 25)))
